"""Every write of this room, by noun."""

from wellserved.passages.actions.comparing import compare_with_guides, settle_quote
from wellserved.passages.actions.passing import mark_seen, pass_on
from wellserved.passages.actions.reading import hand_over, mark_read, reply_to_passage
from wellserved.passages.actions.receiving import desk_for, mark_escalated, receive_passage, receive_passages

__all__ = [
    "compare_with_guides",
    "desk_for",
    "hand_over",
    "mark_escalated",
    "mark_read",
    "mark_seen",
    "pass_on",
    "receive_passage",
    "receive_passages",
    "reply_to_passage",
    "settle_quote",
]
