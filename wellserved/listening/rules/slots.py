"""Which times a contact can choose from: a member's hours, without days off and what is taken. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from wellserved.calendars.rules import is_working
from wellserved.calendars.shapes import BusinessHours

TALK = timedelta(minutes=10)
APART = timedelta(minutes=20)  # ten to talk, ten to write down and breathe
NOTICE = timedelta(hours=4)  # nobody is surprised by a call
MOST_DAYS, A_DAY_AT_MOST = 8, 6


@dataclass(frozen=True)
class Hours:
    """When a member calls: their own hours; the days on which their team does not work; and when they are busy."""

    own: BusinessHours
    teams_closed: tuple[BusinessHours, ...] = ()
    busy: tuple[tuple[datetime, datetime], ...] = ()


def slots(hours: Hours, taken: Collection[datetime], first: date, last: date, now: datetime) -> list[datetime]:
    """The free times, in UTC and in order: at most so many a day and so many days, spread over each day."""
    found: list[datetime] = []
    zone = ZoneInfo(hours.own.timezone)
    day, days = max(first, now.astimezone(zone).date()), 0
    while day <= last and days < MOST_DAYS:
        free = [slot for slot in _times_of(day, hours) if slot >= now + NOTICE and not clashes(slot, taken)]
        if free:
            found += _spread(free, A_DAY_AT_MOST)
            days += 1
        day += timedelta(days=1)
    return found


def is_offered(slot: datetime, hours: Hours, first: date, last: date, now: datetime) -> bool:
    """Whether this is one of the times that can be chosen at all, taken or not."""
    day = slot.astimezone(ZoneInfo(hours.own.timezone)).date()
    return first <= day <= last and slot >= now + NOTICE - APART and slot in _times_of(day, hours)


def clashes(slot: datetime, taken: Collection[datetime]) -> bool:
    """Whether somebody has a call so near to it that the two would touch."""
    return any(abs(slot - other) < APART for other in taken)


def _times_of(day: date, hours: Hours) -> list[datetime]:
    """Every twenty minutes of the member's hours on a day, in UTC, where ten minutes of talk still fit."""
    if day in hours.own.closed or any(day in team.closed for team in hours.teams_closed):
        return []
    zone = ZoneInfo(hours.own.timezone)
    times = []
    for start, end in hours.own.week[day.weekday()]:
        for minute in range(start, end - int(TALK.total_seconds() // 60) + 1, int(APART.total_seconds() // 60)):
            slot = datetime.combine(day, time(minute // 60, minute % 60), zone).astimezone(UTC)
            busy = any(starts < slot + TALK and slot < ends for starts, ends in hours.busy)
            if (
                is_working(slot, hours.own) and not busy and slot not in times
            ):  # where the clock is put on, an hour is missing
                times.append(slot)
    return times


def _spread(free: list[datetime], most: int) -> list[datetime]:
    if len(free) <= most:
        return free
    return [free[place * (len(free) - 1) // (most - 1)] for place in range(most)]
