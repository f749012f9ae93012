"""What there is to count, read afresh from interactions, invitations and answers: for rebuilding tallies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Max, Min

from wellserved.surveys.models import Decision, Invitation
from wellserved.tallies.shapes import DeltaIn

CHUNK = 5_000


def counted_days() -> tuple[date, date] | None:
    """The first and the last day that anything could be counted under."""
    asked = Invitation.objects.aggregate(first=Min("day"), last=Max("day"))
    served = Decision.objects.aggregate(first=Min("counted_on"), last=Max("counted_on"))
    days = [day for found in (asked, served) for day in found.values() if day]
    return (min(days), max(days)) if days else None


def changes_of(first: date, last: date) -> Iterator[DeltaIn]:
    """All that counts under these days, as if it happened now. Streamed: memory does not grow with it."""
    yield from _asked_and_answered(first, last)
    yield from _served(first, last)


def _asked_and_answered(first: date, last: date) -> Iterator[DeltaIn]:
    names = ("day", "team_id", "service_id", "client_id", "came_by", "weight", "cancelled_at")
    sides = ("response__invitation_id", "response__achieved", "response__felt")
    # What was asked in confidence is counted nowhere.
    rows = Invitation.objects.filter(day__gte=first, day__lte=last, confided_in="").values_list(*names, *sides)
    for day, team, service, client, came_by, weight, cancelled, answered, achieved, felt in rows.iterator(CHUNK):
        yield DeltaIn(
            day,
            team=team,
            service=service,
            client=client,
            asked=int(cancelled is None and came_by == 0),
            answered=int(answered is not None),
            achieved_after=achieved,
            felt_after=felt,
            came_by=came_by,
            weight=weight,
        )


def _served(first: date, last: date) -> Iterator[DeltaIn]:
    """Each interaction once, under the day, team and service that it was counted under when it was decided about."""
    names = ("counted_on", "team_id", "service_id", "interaction__client_id")
    rows = Decision.objects.filter(counted_on__gte=first, counted_on__lte=last).values_list(*names)
    for day, team, service, client in rows.iterator(CHUNK):
        if day is not None:
            yield DeltaIn(day, team=team, service=service, client=client or 0, served=1)
