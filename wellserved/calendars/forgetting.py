"""What this room keeps of a contact: that they were invited. The times are for who keeps them to empty."""

from __future__ import annotations

from wellserved.calendars.models import Guest
from wellserved.kit.forgetting import Piece

PIECES = (
    Piece(
        "Invitations to an agreed time",
        Guest,
        lambda whose: Guest.objects.filter(contact=whose.contact_id),
        row="goes",
        told=("answer", "answered_at"),
    ),
)
