"""What there is to count, read afresh from interactions, invitations and answers: for rebuilding tallies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import F, Min, Q
from django.db.models.functions import Coalesce, Least

from wellserved.interactions.models import Interaction
from wellserved.kit.clock import local_day
from wellserved.surveys.models import Invitation
from wellserved.tallies.shapes import DeltaIn

CHUNK = 5_000


def counted_days() -> tuple[date, date] | None:
    """The first and the last day that anything could be counted under."""
    asked = Invitation.objects.aggregate(first=Min("day"))["first"]
    closed = Interaction.objects.filter(closings__gte=1).aggregate(first=Min("closed_at"))["first"]
    days = [day for day in (asked, closed and local_day(closed, settings.TIME_ZONE)) if day]
    if not days:
        return None
    newest = Invitation.objects.order_by("-day").values_list("day", flat=True).first()
    last = Interaction.objects.filter(closed_at__isnull=False).order_by("-closed_at").first()
    ends = [day for day in (newest, last and last.closed_at and local_day(last.closed_at, settings.TIME_ZONE)) if day]
    return min(days), max(ends)


def changes_of(first: date, last: date) -> Iterator[DeltaIn]:
    """All that counts under these days, as if it happened now. Streamed: memory does not grow with it."""
    yield from _asked_and_answered(first, last)
    yield from _served(first, last)


def _asked_and_answered(first: date, last: date) -> Iterator[DeltaIn]:
    names = ("day", "team_id", "service_id", "client_id", "came_by", "weight", "cancelled_at")
    sides = ("response__invitation_id", "response__achieved", "response__felt")
    rows = Invitation.objects.filter(day__gte=first, day__lte=last).values_list(*names, *sides)
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
    """Each interaction once, under the day of its first closing that was decided about.

    Of one that was reopened, only the later closing is kept; its first is as old as the first decision about it.
    """
    zone = ZoneInfo(settings.TIME_ZONE)
    start, end = (
        datetime.combine(first, time(), zone),
        datetime.combine(last + timedelta(days=1), time(), zone),
    )
    counted = Interaction.objects.annotate(
        decided=Min("decisions__decided_at", filter=~Q(decisions__reason="reopened_early"))
    ).filter(decided__isnull=False)
    once = counted.filter(closings=1, closed_at__gte=start, closed_at__lt=end).annotate(ended=F("closed_at"))
    again = counted.filter(Q(closings__gt=1) | Q(closings=1, closed_at=None)).annotate(
        ended=Least(Coalesce("closed_at", "decided"), "decided")
    )
    for rows in (once, again.filter(ended__gte=start, ended__lt=end)):
        for ended, team, service, client in rows.values_list("ended", "team_id", "service_id", "client_id").iterator(
            CHUNK
        ):
            day = local_day(ended, settings.TIME_ZONE)
            yield DeltaIn(day, team=team or 0, service=service or 0, client=client or 0, served=1)
