"""Weighing: it is opened, everybody places what they think, and then it is shown to all at once."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from wellserved.improvements.models import Improvement, Placement, Weighing
from wellserved.improvements.rules.moving import OPEN
from wellserved.improvements.shapes import Placed
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.people.models import Member


class RevealedError(ValueError):
    """It is shown to all already, so nobody moves anything any more."""


@transaction.atomic
def open_weighing(*, kind: str, improvement_ids: Sequence[int], by: By, member: Member | None = None) -> Weighing:
    """These ideas are weighed: everybody places them by themselves."""
    ideas = list(Improvement.objects.filter(pk__in=improvement_ids, state__in=OPEN).values_list("pk", flat=True))
    if not ideas:
        raise ValueError("There is nothing to weigh. Choose at least one idea.")
    one = Weighing.objects.create(kind=kind, opened_by=member)
    one.improvements.set(ideas)
    record(kind="weighing.opened", by=by, subject_kind="weighing", subject_id=one.pk, ideas=len(ideas), what=kind)
    return one


@transaction.atomic
def place_ideas(*, weighing_id: int, member: Member, placed: Sequence[Placed], by: By) -> int:
    """Where this member puts them: nobody else reads it. The last word of each counts. How many were placed."""
    one = Weighing.objects.select_for_update().get(pk=weighing_id)
    if one.revealed_at is not None:
        raise RevealedError("It was shown to everybody meanwhile. What you had placed before counts.")
    among = set(one.improvements.values_list("pk", flat=True))
    theirs = [each for each in placed if each.improvement_id in among]
    there = set(one.placements.filter(member=member).values_list("improvement_id", flat=True))
    Placement.objects.bulk_create(
        (
            Placement(
                weighing=one, improvement_id=each.improvement_id, member=member, x=each.x, y=each.y, words=each.words
            )
            for each in theirs
        ),
        update_conflicts=True,
        unique_fields=["weighing", "improvement", "member"],
        update_fields=["x", "y", "words"],
    )
    fresh = len({each.improvement_id for each in theirs} - there)
    if fresh:  # a change of mind is nobody's business: only what is placed for the first time is seen by others
        one.placed += fresh
        one.save(update_fields=["placed"])
        record(kind="weighing.placed", by=by, subject_kind="weighing", subject_id=one.pk, ideas=fresh)
    return len(theirs)


@transaction.atomic
def reveal_weighing(*, weighing_id: int, by: By, member: Member | None = None) -> Weighing:
    """The middle and the spread of all, to everybody at once. Nobody places anything after it."""
    one = Weighing.objects.select_for_update().get(pk=weighing_id)
    if one.revealed_at is not None:
        raise RevealedError("It was shown to everybody already. Nothing was changed.")
    one.revealed_at, one.revealed_by = now(), member
    one.save(update_fields=["revealed_at", "revealed_by"])
    record(kind="weighing.revealed", by=by, subject_kind="weighing", subject_id=one.pk)
    return one
