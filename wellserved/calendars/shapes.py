"""What crosses the boundary of calendars."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

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


@dataclass(frozen=True)
class Person:
    """Somebody in a calendar entry, and what their calendar answered so far."""

    name: str
    address: str
    answer: str = ""  # "", "accepted", "declined", "tentative"
    host: bool = False


@dataclass(frozen=True)
class Entry:
    """What stands in somebody's calendar: written for one reader, in their language and on their clock."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    timezone: str
    summary: str
    stamped_at: datetime
    description: str = ""
    where: str = ""
    url: str = ""
    off: bool = False
    organizer: Person | None = None
    people: tuple[Person, ...] = ()


@dataclass(frozen=True)
class Invited:
    """One of those who come together, what their own calendar says about it, and the letter that brings it there."""

    name: str
    address: str
    summary: str
    timezone: str
    description: str = ""
    url: str = ""
    member_id: int | None = None
    contact_id: int | None = None
    host: bool = False
    letter: Mapping[str, Any] = field(default_factory=dict)  # for mail.actions.queue_letter; empty: none
