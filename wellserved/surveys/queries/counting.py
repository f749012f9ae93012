"""What there is to count, read afresh from interactions, invitations and answers: for rebuilding tallies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Max, Min

from wellserved.surveys.models import Decision, Invitation
from wellserved.tallies.rules import ALONE

CHUNK = 5_000


def counted_days() -> tuple[date, date] | None:
    """The first and the last day that anything could be counted under."""
    asked = Invitation.objects.aggregate(first=Min("day"), last=Max("day"))
    served = Decision.objects.aggregate(first=Min("counted_on"), last=Max("counted_on"))
    days = [day for found in (asked, served) for day in found.values() if day]
    return (min(days), max(days)) if days else None


def changes_of(first: date, last: date) -> Iterator[tuple[Any, ...]]:
    """All that counts under these days, as if it happened now, in the order of `Change`. Streamed: memory does not
    grow with it."""
    yield from _asked_and_answered(first, last)
    yield from _served(first, last)


_KEY = ("client_id", "day", "team_id", "service_id", "came_by")
_SIDES = ("response__achieved", "response__felt", "weight", "spot_id", "served_by", "response__qualities")


def _asked_and_answered(first: date, last: date) -> Iterator[tuple[Any, ...]]:
    # What was asked in confidence is counted nowhere.
    rows = Invitation.objects.filter(day__gte=first, day__lte=last, confided_in="")
    named = rows.values_list(*_KEY, "cancelled_at", "response__invitation_id", *_SIDES)
    for client, day, team, service, came_by, cancelled, answered, *said in named.iterator(CHUNK):
        achieved, felt, weight, spot, members, qualities = said
        asked = int(cancelled is None and came_by == 0)
        counted = (0, asked, int(answered is not None), None, None, achieved, felt, weight, spot, members)
        yield (client, day, team, service, came_by, *counted, None, qualities)


def _served(first: date, last: date) -> Iterator[tuple[Any, ...]]:
    """Each interaction once, under the day, team, service and spot that it was counted under when it was decided."""
    names = ("counted_on", "team_id", "service_id", "spot_id", "interaction__client_id")
    rows = Decision.objects.filter(counted_on__gte=first, counted_on__lte=last).values_list(*names)
    for day, team, service, spot, client in rows.iterator(CHUNK):
        yield (client or 0, day, team, service, 0, 1, 0, 0, None, None, None, None, ALONE, spot, "", None, None)
