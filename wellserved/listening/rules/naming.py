"""What a round is called until somebody calls it otherwise, and when it is."""

from __future__ import annotations

from datetime import date, timedelta

LASTS = timedelta(days=14)


def usual_name(first_day: date) -> str:
    """ "Listening round, November 2026"."""
    return f"Listening round, {first_day:%B %Y}"


def usual_days(today: date) -> tuple[date, date]:
    """Two weeks from the next Monday on: there is time to tell everybody.

    >>> usual_days(date(2026, 11, 22))
    (datetime.date(2026, 11, 23), datetime.date(2026, 12, 4))
    """
    first = today + timedelta(days=7 - today.weekday())
    return first, first + LASTS - timedelta(days=3)
