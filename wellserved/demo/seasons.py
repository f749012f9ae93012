"""How busy a day is on campus, and when in it people ask for help."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

WEEKDAYS = (1.25, 1.15, 1.05, 1.0, 0.75, 0.05, 0.03)
HOURS = {8: 7, 9: 15, 10: 16, 11: 13, 12: 7, 13: 10, 14: 12, 15: 10, 16: 7, 17: 3}
# first day and last day as (month, day), and how busy; the first that fits counts
SEASONS: tuple[tuple[tuple[int, int], tuple[int, int], float], ...] = (
    ((12, 22), (12, 31), 0.04),
    ((1, 1), (1, 3), 0.04),
    ((5, 1), (5, 1), 0.05),
    ((8, 25), (9, 18), 2.0),  # the autumn term starts
    ((1, 12), (1, 30), 1.7),  # the spring term starts
    ((12, 5), (12, 21), 1.2),  # exams
    ((5, 4), (5, 22), 1.2),
    ((3, 9), (3, 16), 0.5),  # spring break
    ((6, 8), (8, 24), 0.55),  # summer
)


def busyness(day: date) -> float:
    """1 on an ordinary Thursday in term."""
    place = (day.month, day.day)
    season = next((factor for first, last, factor in SEASONS if first <= place <= last), 1.0)
    return WEEKDAYS[day.weekday()] * season


def days_of_year(last: date) -> list[date]:
    """The 364 days that end with `last`: whole weeks."""
    return [last - timedelta(days=back) for back in range(363, -1, -1)]


def outage_week(last: date) -> date:
    """The Monday of the week in which the core switch failed: six weeks before the last one."""
    monday = last - timedelta(days=last.weekday())
    return monday - timedelta(weeks=6)


def moment_of(random: Random) -> tuple[int, int, int]:
    """Hour, minute and second at which somebody asks for help, in local time."""
    hour = random.choices(list(HOURS), list(HOURS.values()))[0]
    return hour, random.randrange(60), random.randrange(60)


def in_working_time(moment: datetime) -> datetime:
    """Work that would end at night or on a weekend ends the next working morning."""
    if moment.hour >= 18:
        moment = (moment + timedelta(days=1)).replace(hour=8)
    elif moment.hour < 8:
        moment = moment.replace(hour=8)
    while moment.weekday() >= 5:
        moment = (moment + timedelta(days=1)).replace(hour=8)
    return moment
