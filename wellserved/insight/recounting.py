"""Counting everything afresh, a month at a time: when figures are in doubt, or after data was mended by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import OperationalError

from wellserved.surveys.queries.counting import changes_of, counted_days
from wellserved.tallies.recounting import recount_days

TRIES = 5


def recount(first: date | None = None, last: date | None = None) -> Iterator[tuple[date, int]]:
    """Count these days afresh, or all days. Yields each month when it is done, with how much was read for it.

    Each month is one transaction: stopped anywhere, the months done are right and the others are as they were, so
    that it goes on from the month it stopped in. Answers may come in meanwhile.
    """
    known = counted_days()
    if known is None and not (first and last):
        return
    begin, end = first or known[0], last or known[1]  # type: ignore[index]
    while begin <= end:
        month_end = min((begin.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1), end)
        yield begin, _count(begin, month_end)
        begin = month_end + timedelta(days=1)


def _count(first: date, last: date) -> int:
    for left in reversed(range(TRIES)):
        try:
            return recount_days(first=first, last=last, read=changes_of)
        except OperationalError:  # somebody wrote in between: read again
            if not left:
                raise
    raise AssertionError
