"""Pieces of service for a contact: that there was one still counts. Files that rows came in by are kept a month;
custody throws away those that have been read, for they may hold somebody who is forgotten."""

from __future__ import annotations

from wellserved.interactions.models import Interaction
from wellserved.kit.forgetting import Piece

PIECES = (
    Piece(
        "Times they were served",
        Interaction,
        lambda whose: Interaction.objects.filter(contact=whose.contact_id),
        who={"contact_id": None},
        words={"subject": ""},
        told=("source", "external_id", "service", "channel", "place", "subject", "opened_at", "closed_at"),
        keeps=("source", "external_id", "channel", "place"),  # the help desk's own number: docs/operate/privacy.md
    ),
    Piece(
        "People they sent to us",
        Interaction,
        lambda whose: Interaction.objects.filter(referred_by=whose.contact_id),
        who={"referred_by_id": None},
        told=("opened_at",),
    ),
)
