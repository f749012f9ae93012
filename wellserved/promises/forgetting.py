"""Promises to a contact: who can be owed nothing any more is owed nothing; what was kept or broken still counts."""

from __future__ import annotations

from wellserved.kit.forgetting import STANDS_IN, Piece
from wellserved.promises.models import Promise

PIECES = (
    Piece(
        "Promises to them that are open",
        Promise,
        lambda whose: Promise.objects.filter(contact=whose.contact_id, state=Promise.State.OPEN),
        row="goes",
        told=("text", "due_at"),
    ),
    Piece(
        "Promises to them that were kept or broken",
        Promise,
        lambda whose: Promise.objects.filter(contact=whose.contact_id).exclude(state=Promise.State.OPEN),
        who={"contact_id": None},
        words={"text": STANDS_IN, "closing_word": ""},
        told=("text", "due_at", "state", "closing_word"),
        keeps=("source_kind",),
    ),
)
