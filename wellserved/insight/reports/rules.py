"""When a monthly page is due, and whether a month differs from the one before."""

from __future__ import annotations

from datetime import date, timedelta

from wellserved.measures import Interval, newcombe

LATEST_DAY = 28  # every month has one


def month_of(day: date) -> date:
    return day.replace(day=1)


def month_before(day: date) -> date:
    """The first day of the month before the one that this day is in.

    >>> month_before(date(2026, 1, 31))
    datetime.date(2025, 12, 1)
    """
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def end_of(month: date) -> date:
    """The last day of a month.

    >>> end_of(date(2028, 2, 1))
    datetime.date(2028, 2, 29)
    """
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def due(day: int, written_for: date, today: date) -> date | None:
    """The month to write about; None if that is done, or its day has not come."""
    month = month_before(today)
    return month if written_for < month and today.day >= min(day, LATEST_DAY) else None


def changed(hits: int, n: int, hits_before: int, n_before: int) -> Interval | None:
    """By how much a share differs from that of the month before, by Newcombe. None where either says too little."""
    if Interval(None, None, None, n).too_few or Interval(None, None, None, n_before).too_few:
        return None
    return newcombe(hits, n, hits_before, n_before)


def differs(change: Interval) -> bool:
    """Whether by more than chance explains."""
    return change.low is not None and change.high is not None and not change.low <= 0 <= change.high
