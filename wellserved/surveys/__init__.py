"""Questions, whom to ask, and answers.

It owns the ledger of asks, the invitations and the responses, and the one writer that commits answers.
It never decides what an answer means.
"""
