"""When the next round begins: every few weeks or months, or on certain days of each year. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
MOST_DAYS = 6
WEEKEND = timedelta(days=3)  # so far at most is a day that falls on one put off
_DAY = re.compile(r"(\d{1,2})\.?\s+([a-z]{3,9})|([a-z]{3,9})\s+(\d{1,2})")


def next_start(unit: str, every: int, days: Sequence[Sequence[int]], anchor: date, after: date) -> date:
    """The first day after `after` on which a round begins. What falls on a weekend waits for Monday.

    Weeks and months are counted from `anchor`, so that the 31st stays the 31st wherever a month has one.

    >>> next_start("months", 3, [], date(2026, 8, 31), date(2026, 11, 2))
    datetime.date(2026, 11, 30)
    """
    day = after - WEEKEND
    while True:
        day = _next(unit, every, days, anchor, day)
        begins = day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)
        if begins > after:
            return begins


def read_days(text: str) -> list[list[int]]:
    """Days of the year as somebody typed them. A ValueError says what is wrong.

    >>> read_days("1 March, 1 October")
    [[3, 1], [10, 1]]
    """
    found = set()
    for part in filter(str.strip, re.split(r"[,;\n]| and ", text)):
        said = _DAY.fullmatch(part.strip().casefold())
        name, number = ((said[2], said[1]) if said[1] else (said[3], said[4])) if said else ("", "0")
        month = next((at for at, known in enumerate(MONTHS, start=1) if name and known.startswith(name)), 0)
        if not month or not 1 <= int(number) <= monthrange(2028, month)[1]:
            raise ValueError(f"“{part.strip()[:40]}” is not a day of the year, such as 1 March.")
        found.add((month, int(number)))
    if not 1 <= len(found) <= MOST_DAYS:
        raise ValueError(f"Name one day of the year or more, {MOST_DAYS} at most, such as: 1 March, 1 October.")
    return [list(day) for day in sorted(found)]


def days_said(days: Sequence[Sequence[int]]) -> str:
    """
    >>> days_said([[3, 1], [10, 1]])
    '1 March, 1 October'
    """
    return ", ".join(f"{day} {MONTHS[month - 1].capitalize()}" for month, day in days)


def _next(unit: str, every: int, days: Sequence[Sequence[int]], anchor: date, after: date) -> date:
    if unit == "days":
        years = (after.year, after.year + 1)
        return min(day for day in (_clamped(year, *one) for year in years for one in days) if day > after)
    if unit == "weeks":
        step = 7 * every
        return anchor + timedelta(days=((after - anchor).days // step + 1) * step)
    months = (after.year - anchor.year) * 12 + after.month - anchor.month
    found = anchor
    for count in range(months // every, months // every + 3):
        year, month = divmod(anchor.year * 12 + anchor.month - 1 + count * every, 12)
        found = _clamped(year, month + 1, anchor.day)
        if found > after:
            break
    return found


def _clamped(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))
