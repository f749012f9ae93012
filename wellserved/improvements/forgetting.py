"""What lies beside an idea in a contact's own words. That something was heard still counts; what they said goes."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from wellserved.doors.models import LeadCall
from wellserved.improvements.models import Heard
from wellserved.kit.forgetting import Piece, Whose
from wellserved.surveys.forgetting import invitations_of


def _heard(whose: Whose) -> QuerySet[Heard]:
    answers = Q(kind="response", source_id__in=invitations_of(whose).values("pk"))
    called = LeadCall.objects.filter(caller__iexact=whose.name) if whose.name_is_theirs else LeadCall.objects.none()
    calls = called.values("pk")
    return Heard.objects.filter(answers | Q(kind="lead_call", source_id__in=calls))


PIECES = (
    Piece("What they said, beside an idea of ours", Heard, _heard, words={"sentence": ""}, told=("sentence",),
          keeps=("kind",)),
)  # fmt: skip
