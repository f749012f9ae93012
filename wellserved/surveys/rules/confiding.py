"""The quarters that people are asked in confidence in: which one it is, and until when its answers are taken."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONGER = 14  # days after a quarter has ended in which those who were asked at its end may still answer
FEWEST = 5  # people who must have spoken before anybody reads a word
HELD_FOR = 4  # quarters that too few answers are kept for, then they are erased unread


def quarter_of(day: date) -> str:
    """
    >>> quarter_of(date(2026, 11, 22))
    '2026Q4'
    """
    return f"{day.year:04d}Q{(day.month + 2) // 3}"


def first_day(quarter: str) -> date:
    return date(int(quarter[:4]), int(quarter[5]) * 3 - 2, 1)


def later(quarter: str, quarters: int = 1) -> str:
    """The quarter so many quarters later.

    >>> later("2026Q4"), later("2026Q1", -4)
    ('2027Q1', '2025Q1')
    """
    year, place = divmod(int(quarter[:4]) * 4 + int(quarter[5]) - 1 + quarters, 4)
    return f"{year:04d}Q{place + 1}"


def in_words(quarter: str) -> str:
    """
    >>> in_words("2026Q4")
    'October to December 2026'
    """
    first = first_day(quarter)
    return f"{first:%B} to {first_day(later(quarter)) - timedelta(days=1):%B %Y}"


def last_day(quarter: str) -> date:
    """The last day on which a ticket of this quarter works."""
    return first_day(later(quarter)) + timedelta(days=LONGER - 1)


def closes(quarter: str, zone: str) -> datetime:
    """The moment from which on no answer of this quarter is taken, and its answers are sealed."""
    return datetime.combine(last_day(quarter) + timedelta(days=1), time(), ZoneInfo(zone))
