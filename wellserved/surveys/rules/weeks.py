"""The weeks in which the ledger is counted: from Monday to Monday, in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

A_WEEK = timedelta(days=7)


def week_of(moment: datetime) -> date:
    """Its Monday.

    >>> week_of(datetime(2026, 11, 22, 23, 59, tzinfo=UTC))
    datetime.date(2026, 11, 16)
    """
    day = moment.astimezone(UTC).date()
    return day - timedelta(days=day.weekday())


def begin_of(monday: date) -> datetime:
    return datetime.combine(monday, time(), UTC)
