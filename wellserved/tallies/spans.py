"""A stretch of days as whole weeks or months, and what days are too many or too few then."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

ONE = timedelta(days=1)
EARLIEST, LATEST = date(1900, 1, 1), date(9000, 1, 1)  # nobody was served before or will be after


class Span(NamedTuple):
    """From one day to another, both included; None is "from the beginning" or "to the end"."""

    unit: str  # of which table: day, week or month
    sign: int  # 1: counts; -1: counts too much in a whole week or month, and is taken off
    first: date | None
    last: date | None


def spans_of(unit: str, first: date | None, last: date | None) -> list[Span]:
    """The fewest rows that hold exactly these days: whole units, and at either end days more, or days less.

    >>> for span in spans_of("month", date(2026, 1, 30), date(2026, 4, 2)): print(span.unit, span.sign, span.first.day)
    month 1 1
    day 1 30
    day 1 1
    """
    if first and last and last < first:
        return []
    first, last = (day and min(max(day, EARLIEST), LATEST) for day in (first, last))
    if unit == "day":
        return [Span("day", 1, first, last)]
    begin, before = _begin(unit, first) if first else (None, [])
    end, after = _end(unit, last) if last else (None, [])
    if first and last and begin and end and begin > end:  # no whole unit is worth taking
        return [Span("day", 1, first, last)]
    return [Span(unit, 1, begin, end), *before, *after]


def _begin(unit: str, first: date) -> tuple[date, list[Span]]:
    start, following = whole(unit, first)
    if (first - start) <= (following - first):
        return start, [Span("day", -1, start, first - ONE)] if first > start else []
    return following, [Span("day", 1, first, following - ONE)]


def _end(unit: str, last: date) -> tuple[date, list[Span]]:
    start, following = whole(unit, last)
    if (following - ONE - last) <= (last - start + ONE):
        return following - ONE, [Span("day", -1, last + ONE, following - ONE)] if last < following - ONE else []
    return start - ONE, [Span("day", 1, start, last)]


def whole(unit: str, day: date) -> tuple[date, date]:
    """The first day of this day's unit, and of the next one.

    >>> whole("week", date(2026, 11, 22))
    (datetime.date(2026, 11, 16), datetime.date(2026, 11, 23))
    """
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(weeks=1)
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1)
