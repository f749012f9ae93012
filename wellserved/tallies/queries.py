"""Reading counts."""

from __future__ import annotations

from django.db.models import QuerySet

from wellserved.tallies.models import ClientDayTally, DayTally, Delta

MANY = 10_000


def waiting() -> int:
    """How many changes have not been counted yet; counts no further than MANY."""
    return Delta.objects.order_by()[:MANY].count()


def tallied_days() -> QuerySet[DayTally]:
    """Counts by day, team and service."""
    return DayTally.objects.all()


def tallied_client_days() -> QuerySet[ClientDayTally]:
    """Counts by client, day, team and service."""
    return ClientDayTally.objects.all()
