"""When somebody works, and which days are off."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import holidays
from django.conf import settings
from django.db.models import Q

from wellserved.calendars.models import WorkCalendar, office_hours
from wellserved.calendars.places import holiday_names
from wellserved.calendars.shapes import BusinessHours, week_of


@dataclass(frozen=True)
class ClosedDays:
    """Public holidays of a place, whatever the year, and the further days that were named."""

    country: str
    subdivision: str
    further: frozenset[date]

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and (
            day in self.further or day in public_holidays(self.country, self.subdivision, day.year)
        )


def hours_for(team_id: int | None) -> BusinessHours:
    """A team's working hours: its own, else everybody's, else office hours in the organisation's time zone."""
    return hours_for_teams([team_id or 0])[team_id or 0]


def hours_for_teams(team_ids: Collection[int]) -> dict[int, BusinessHours]:
    """Working hours of many teams, in one query. Zero stands for everybody."""
    rows = WorkCalendar.objects.filter(Q(team_id__in=team_ids) | Q(team=None))
    found = {row.team_id or 0: business_hours(row) for row in rows}
    everybody = found.get(0) or business_hours(usual_calendar())
    return {team_id: found.get(team_id, everybody) for team_id in team_ids}


def calendar_of(team_id: int | None) -> WorkCalendar | None:
    """The stored calendar of a team, or everybody's."""
    return WorkCalendar.objects.filter(Q(team_id=team_id) if team_id else Q(team=None)).first()


def usual_calendar() -> WorkCalendar:
    """What holds until somebody says otherwise; not saved."""
    return WorkCalendar(timezone=settings.TIME_ZONE, hours=office_hours())


def business_hours(row: WorkCalendar) -> BusinessHours:
    further = frozenset(date.fromisoformat(day) for day in row.closed_days)
    return BusinessHours(row.timezone, week_of(row.hours), ClosedDays(row.country, row.subdivision, further))


@lru_cache(maxsize=512)
def public_holidays(country: str, subdivision: str, year: int) -> frozenset[date]:
    """The public holidays of a year; none where no country is set or the library does not know it."""
    if not country:
        return frozenset()
    try:
        return frozenset(holidays.country_holidays(country, subdiv=subdivision or None, years=year))
    except NotImplementedError:
        return frozenset()


def next_days_off(row: WorkCalendar, today: date) -> list[tuple[date, str]]:
    """The next five days off after today, by name."""
    known = {}
    for year in (today.year, today.year + 1):
        known.update(holiday_names(row.country, row.subdivision, year))
    known.update({day: known.get(day, "A further day off") for day in row.closed_days})
    coming = sorted(day for day in known if day >= today.isoformat())
    return [(date.fromisoformat(day), known[day]) for day in coming[:5]]
