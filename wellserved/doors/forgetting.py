"""What came by an open door and waits, and calls for a lead by somebody of this name."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from wellserved.doors.models import HeldAnswer, LeadCall
from wellserved.kit.forgetting import Piece, Whose, no_link


def _calls(whose: Whose) -> QuerySet[LeadCall]:
    """Nobody proves who they are there: a call is theirs if it bears their whole name, and nobody else has it."""
    return LeadCall.objects.filter(caller__iexact=whose.name) if whose.name_is_theirs else LeadCall.objects.none()


PIECES = (
    Piece("Answers that were held back", HeldAnswer, lambda whose: HeldAnswer.objects.filter(
        whose.by_address("writer_email")), who={"writer_name": "", "writer_email": "", "may_call": False},
        words={"words": "", "own": {}}, told=("at", "achieved", "felt", "words", "writer_name", "writer_email"),
        keeps=("key", "source", "external_id")),
    Piece("Calls for a lead", LeadCall, _calls, who={"caller": "", "where": "", "token_hash": no_link},
          words={"words": "", "note": ""}, told=("at", "caller", "where", "words"),
          letters=lambda row: Q(key__startswith=f"call:{row.pk}:", kind="alert")),
)  # fmt: skip
