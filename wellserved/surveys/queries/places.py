"""Where a contact is, as far as we know: their clock, their weekend, their holidays."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db.models import Q

from wellserved.calendars.models import WorkCalendar
from wellserved.calendars.places import country_of_zone, weekend_of
from wellserved.calendars.queries import ClosedDays, usual_calendar
from wellserved.surveys.rules.known import Where


@dataclass(frozen=True)
class _Home:
    """What a team's calendar, or everybody's, says of the place we are at."""

    country: str
    subdivision: str
    further: frozenset[date]


class Places:
    """The calendars of some teams, read once. A team without one has everybody's."""

    def __init__(self, team_ids: Collection[int]) -> None:
        rows = WorkCalendar.objects.filter(Q(team_id__in=team_ids) | Q(team=None))
        self._homes = {row.team_id or 0: _home(row) for row in rows}
        self._usual = self._homes.get(0) or _home(usual_calendar())
        self._known: dict[tuple[str, int], Where] = {}

    def where(self, timezone: str, team_id: int) -> Where:
        """A contact's place by their time zone; where none is known, ours."""
        key = timezone, team_id
        if key not in self._known:
            self._known[key] = _where(timezone, self._homes.get(team_id, self._usual))
        return self._known[key]


def _where(timezone: str, home: _Home) -> Where:
    zone = timezone if timezone and _is_a_zone(timezone) else settings.TIME_ZONE
    country = country_of_zone(zone) if zone == timezone else ""
    if not country or country == home.country:
        return Where(zone, weekend_of(home.country), ClosedDays(home.country, home.subdivision, home.further))
    return Where(zone, weekend_of(country), ClosedDays(country, "", home.further))


def _home(row: WorkCalendar) -> _Home:
    further = frozenset(date.fromisoformat(day) for day in row.closed_days)
    return _Home(row.country, row.subdivision, further)


@lru_cache(maxsize=1_024)
def _is_a_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
