"""Every write of this room, by noun."""

from wellserved.passages.actions.reading import hand_over, mark_read, reply_to_passage
from wellserved.passages.actions.receiving import desk_for, mark_escalated, receive_passage, receive_passages

__all__ = [
    "desk_for",
    "hand_over",
    "mark_escalated",
    "mark_read",
    "receive_passage",
    "receive_passages",
    "reply_to_passage",
]
