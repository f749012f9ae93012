"""The law of this room."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo


def suggested_time(now: datetime, zone: str) -> datetime:
    """What the form begins with: noon, two days on, and never at the weekend."""
    day = now.astimezone(ZoneInfo(zone)) + timedelta(days=2)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day.replace(hour=12, minute=0, second=0, microsecond=0)
