"""Counts the ledger week by week, so that nobody has to count a million decisions to see why people were not asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count, Min

from wellserved.kit.clock import now
from wellserved.surveys.models import Decision, LedgerCount, LedgerWeek
from wellserved.surveys.rules.weeks import A_WEEK, begin_of, week_of

AT_ONCE = 5  # weeks in one go: on SQLite answers wait for each


def count_weeks() -> int:
    """Count the oldest weeks that are over and not counted, or not any more. How many were."""
    missing = _missing()[:AT_ONCE]
    for monday in missing:
        LedgerWeek.objects.get_or_create(monday=monday)
        _count(monday)
    return len(missing)


@transaction.atomic
def _count(monday: date) -> None:
    # Locked first: whoever changes a decision of this week waits, and then says that it is to be counted again.
    LedgerWeek.objects.select_for_update().get(monday=monday)
    LedgerCount.objects.filter(monday=monday).delete()
    begin = begin_of(monday)
    settled = Decision.objects.filter(decided_at__gte=begin, decided_at__lt=begin + A_WEEK)
    rows = settled.exclude(outcome=Decision.Outcome.WAITING).order_by()
    columns = ("team_id", "service_id", "outcome", "reason")
    LedgerCount.objects.bulk_create(
        [
            LedgerCount(monday=monday, team_id=team, service_id=service, outcome=outcome, reason=reason, n=n)
            for team, service, outcome, reason, n in rows.values_list(*columns).annotate(n=Count("*"))
        ],
        batch_size=1_000,
    )
    LedgerWeek.objects.filter(monday=monday).update(counted=True)


def count_again(*, decided_at: datetime | None) -> None:
    """A decision of then is about to change, or to go: its week is counted again. In the caller's transaction."""
    if decided_at is not None:
        LedgerWeek.objects.filter(monday=week_of(decided_at), counted=True).update(counted=False)


def _missing() -> list[date]:
    first = Decision.objects.aggregate(first=Min("decided_at"))["first"]
    if first is None:
        return []
    counted = set(LedgerWeek.objects.filter(counted=True).values_list("monday", flat=True))
    this, monday, found = week_of(now() - timedelta(hours=1)), week_of(first), []
    while monday < this:
        if monday not in counted:
            found.append(monday)
        monday += A_WEEK
    return found
