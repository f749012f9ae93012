"""Themes of rounds, and what was said in calls, as evidence for improvements; and decisions that go to their board."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.urls import reverse

from wellserved.improvements.actions.moving import decision_taken_back, follow_decision
from wellserved.improvements.sources import evidence_from
from wellserved.journal.shapes import By
from wellserved.listening.models import Call, Theme
from wellserved.listening.queries.board import boards_visible_to, themes_visible_to
from wellserved.listening.queries.decided import evidence_of
from wellserved.people.models import Member
from wellserved.people.shapes import Actor

KIND = "theme"


def _theme_said(theme_id: int) -> tuple[str, bool]:
    return Theme.objects.values_list("name", flat=True).get(pk=theme_id), False


def _call_said(_call_id: int) -> tuple[str, bool]:
    """What was said in a call comes with its theme."""
    return "", False


@evidence_from(KIND, "A theme of a round", said=_theme_said)
def themes_seen(actor: Actor, ids: Collection[int]) -> Mapping[int, str]:
    found = themes_visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True)
    return {pk: reverse("theme", args=[pk]) for pk in found}


@evidence_from("call", "Said in a call", said=_call_said)
def calls_seen(actor: Actor, ids: Collection[int]) -> Mapping[int, str]:
    """Who sees the board of a round reads what was said in it; of whom was erased nobody reads anything."""
    rounds = boards_visible_to(actor).values("pk")
    found = Call.objects.filter(pk__in=ids, round__in=rounds, contact__isnull=False).values_list("pk", "round_id")
    return {pk: reverse("board", args=[round_id]) for pk, round_id in found}


def follow_theme(theme: Theme, member: Member | None, by: By) -> None:
    """What is to be adjusted stands on the board, with who does it by when; decided otherwise, it does not any more."""
    key = f"{KIND}:{theme.pk}"
    if theme.decision != Theme.Decision.ADJUST:
        decision_taken_back(key=key, by=by)
        return
    follow_decision(
        key=key,
        text=theme.action or theme.name,
        owner=theme.owner,
        due_on=theme.due_on,
        promise=theme.promise,
        evidence=evidence_of(theme.pk),
        member=member,
        by=by,
    )
