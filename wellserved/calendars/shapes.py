"""What crosses the boundary of calendars."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, time

Span = tuple[int, int]  # minutes of the local day, 0 to 1440: from, until


@dataclass(frozen=True)
class BusinessHours:
    """When somebody works: spans for each weekday (Monday first) in local time, and the days that are closed."""

    timezone: str
    week: tuple[tuple[Span, ...], ...]
    closed: Container[date] = frozenset()


def minutes(text: str) -> int:
    """ "09:30" as minutes of the day; "24:00" is the day's end."""
    if text == "24:00":
        return 1440
    parsed = time.fromisoformat(text)
    return parsed.hour * 60 + parsed.minute


def week_of(hours: dict[str, list[list[str]]]) -> tuple[tuple[Span, ...], ...]:
    """The stored form of a week, {"0": [["09:00", "17:00"]], …}, as spans in order."""
    return tuple(
        tuple(sorted((minutes(start), minutes(end)) for start, end in hours.get(str(day), []))) for day in range(7)
    )
