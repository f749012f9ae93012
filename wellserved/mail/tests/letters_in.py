"""Letters that came in, made by hand for tests of the rooms that take them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from wellserved.mail.shapes import ArrivedLetter, Nature


def an_arrived_letter(**changes: Any) -> ArrivedLetter:
    """Bea's letter, as a receiver gets it."""
    given: dict[str, Any] = {
        "id": 1,
        "from_email": "bea@biology.example",
        "from_name": "Bea Contact",
        "to": ("help@campus.example",),
        "cc": (),
        "subject": "The projector again",
        "received_at": datetime(2026, 11, 2, 9, 30, tzinfo=UTC),
        "message_id": "<one@biology.example>",
        "references": (),
        "thread": None,
        "answers": None,
        "new_text": "It failed again today.",
        "whole_text": "It failed again today.",
        "html_clean": "",
        "attachments": (),
        "nature": Nature.HUMAN,
        "language": "en",
    }
    return ArrivedLetter(**(given | changes))
