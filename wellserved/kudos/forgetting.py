"""Praise that a contact gave. With the words gone there is no praise left; without the name it is somebody's."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from wellserved.kit.forgetting import Piece, Whose, no_link
from wellserved.kudos.models import Kudos, Suggestion
from wellserved.surveys.forgetting import invitations_of

A_LINE = 60  # so much of the first line of somebody's words finds them in a monthly letter


def _kudos(whose: Whose) -> QuerySet[Kudos]:
    answers = invitations_of(whose).values("pk")
    theirs = Q(contact=whose.contact_id) | whose.by_address("giver_email") | Q(response__in=answers)
    return Kudos.objects.filter(theirs, given_by=None)


def _letters(row: Kudos) -> Q:
    found = Q(key__startswith=f"kudos:{row.pk}:") | Q(key=f"kudos-thanks:{row.pk}")
    line = next((line.strip() for line in row.words.splitlines() if line.strip()), "")[:A_LINE]
    return found | Q(kind="kudos_digest", text__contains=line) if line else found


PIECES = (
    Piece("What reads like praise in their answers", Suggestion, lambda whose: Suggestion.objects.filter(
        response__invitation__in=invitations_of(whose)), row="goes"),
    Piece("Praise that they gave", Kudos, _kudos, row="goes with the words",
          who={"giver_name": "", "giver_email": "", "contact_id": None, "language": "", "seed": "",
               "token_hash": no_link},
          words={"words": ""}, told=("given_at", "words", "giver_name", "giver_email", "may_be_shown"),
          keeps=("key",), letters=_letters),
)  # fmt: skip
