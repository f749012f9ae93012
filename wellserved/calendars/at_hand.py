"""Working hours kept in memory, for pages that are shown so often that they may not ask the database."""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import cache

from wellserved.calendars.models import WorkCalendar
from wellserved.calendars.queries import business_hours, usual_calendar
from wellserved.calendars.shapes import BusinessHours

LASTS = 60  # seconds; another process may have changed them meanwhile

_kept: Mapping[int, BusinessHours] = {}
_good_until = 0.0


def hours_at_hand(team_id: int) -> BusinessHours:
    """A team's hours, or everybody's, as last looked up; office hours while nobody has looked. Asks nothing."""
    return _kept.get(team_id) or _kept.get(0) or _office_hours()


@cache
def _office_hours() -> BusinessHours:
    return business_hours(usual_calendar())


def look_up_hours(*, again: bool = False) -> None:
    """Read all calendars in one query, unless that was done within the last minute."""
    global _kept, _good_until
    if again or time.monotonic() >= _good_until:
        _kept = {row.team_id or 0: business_hours(row) for row in WorkCalendar.objects.all()}
        _good_until = time.monotonic() + LASTS


def forget_hours() -> None:
    """As in a process that has just begun."""
    global _kept, _good_until
    _kept, _good_until = {}, 0.0
