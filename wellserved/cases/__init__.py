"""What is owed to somebody whom we did not serve well: complaints, questions, requests, until they are put right.

It owns the cases, their clocks, what was said on them, second chances, and who asked to be served by somebody else.
It never decides whom to ask, and never shows a person served what members wrote among themselves.
"""
