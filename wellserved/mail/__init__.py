"""Letters out: queued, held, sent once, and visible with their state.

It owns the outbox and the mail hold.
It never decides what is said.
"""
