"""What this room keeps of a contact: that we wrote to them before an appointment."""

from __future__ import annotations

from django.db.models import Q

from wellserved.kit.forgetting import Piece
from wellserved.prepsheets.models import HeadsUp

PIECES = (
    Piece(
        "Letters before appointments",
        HeadsUp,
        lambda whose: HeadsUp.objects.filter(contact=whose.contact_id),
        row="goes",
        told=("scheduled_at",),
        letters=lambda row: (
            Q(key=f"headsup:{row.interaction_id}") | Q(key__startswith=f"headsup:{row.interaction_id}:")
        ),
    ),
)
