"""The law of this room."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

CLOSE_OF_DAY = time(17, 0)


def suggested_time(now: datetime, zone: str) -> datetime:
    """What the form begins with: noon, two days on, and never at the weekend."""
    day = now.astimezone(ZoneInfo(zone)) + timedelta(days=2)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day.replace(hour=12, minute=0, second=0, microsecond=0)


def due_at(day: date, zone: str) -> datetime:
    """The moment until which something is done by a day: the end of an ordinary working day.

    >>> due_at(date(2026, 12, 1), "Europe/Berlin").isoformat()
    '2026-12-01T17:00:00+01:00'
    """
    return datetime.combine(day, CLOSE_OF_DAY, ZoneInfo(zone))
