"""Letters out, queued, held, sent once; letters in, kept as they came, read, and handed to whom they are for.

It owns the outbox, the letters that came in, the mailbox they come from, and the mail hold.
It never decides what is said, nor what an answer means: rooms above register to take them (arrivals.py).
"""
