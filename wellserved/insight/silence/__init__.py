"""Who does not answer, and what the rates would be if everybody had.

It owns the response rates by group, and the weights from those who answered to all who were served.
It never guesses at what somebody who was silent thinks: where no group explains it, it says so.
"""
