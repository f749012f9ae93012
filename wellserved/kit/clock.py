"""The one place that asks what time it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

EARLIEST, LATEST = datetime(1000, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def within_reach(moment: datetime) -> datetime:
    """A moment that somebody named, or the nearest that every database and every time zone can hold."""
    return min(max(moment, EARLIEST), LATEST)


def local_day(moment: datetime, zone: str) -> date:
    """The calendar day of a moment in a time zone, such as Europe/Berlin."""
    return moment.astimezone(ZoneInfo(zone)).date()


def local(moment: datetime, zone: str, otherwise: str) -> datetime:
    """A moment on the clock of a time zone; where that is not known or no zone at all, of the other one."""
    try:
        return moment.astimezone(ZoneInfo(zone or otherwise))
    except (ZoneInfoNotFoundError, ValueError):
        return moment.astimezone(ZoneInfo(otherwise))
