"""Letters to a contact and letters from them. What letters to others tell of them is emptied where custody sweeps."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.db.models import Q, QuerySet

from wellserved.kit.forgetting import Piece, Whose
from wellserved.mail.inward.storing import raw_path
from wellserved.mail.models import Arrival, Letter


def _letters(whose: Whose) -> QuerySet[Letter]:
    return Letter.objects.filter(whose.by_address("to_email"), audience=Letter.Audience.CUSTOMER)


def _arrivals(whose: Whose) -> QuerySet[Arrival]:
    """From them; and what machines sent back about letters to them, which quotes what stood in those."""
    theirs = whose.by_address("from_email") | Q(answers__in=_letters(whose))
    for needle in whose.emails:
        theirs |= Q(whole_text__icontains=needle) | Q(from_email="", new_text__icontains=needle)
    return Arrival.objects.filter(theirs).distinct()


def _unused(arrival: Arrival) -> Iterable[Path]:
    return [] if Arrival.objects.filter(sha256=arrival.sha256).exists() else [raw_path(arrival)]


PIECES = (
    Piece("Letters from them", Arrival, _arrivals, row="goes", told=("received_at", "subject", "new_text"),
          files=lambda row: [raw_path(row)], unused=_unused),
    Piece("Letters to them", Letter, _letters, row="goes", told=("sent_at", "from_name", "subject", "text")),
)  # fmt: skip
