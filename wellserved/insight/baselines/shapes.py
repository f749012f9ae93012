"""A client's months and levels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wellserved.measures import Interval


@dataclass(frozen=True)
class Month:
    """One month with answers. The band is what chance leaves of its level; None where too little is known."""

    first: date
    rate: Interval
    low: float | None = None
    high: float | None = None
    level: int | None = None  # which of the levels it belongs to
    shifted: bool = False  # a new level began with it
    judged: bool = True  # False while the month still runs


@dataclass(frozen=True)
class Level:
    """What was usual from one month to another, both included."""

    first: date
    last: date
    rate: Interval


@dataclass(frozen=True)
class Shift:
    """A month with which the level changed, and the month in which that was first certain."""

    since: date
    seen: date
    before: Interval
    after: Interval
    difference: Interval

    @property
    def fell(self) -> bool:
        return (self.difference.estimate or 0) < 0


@dataclass(frozen=True)
class Baseline:
    """All of it: months oldest first; levels and shifts only where there are months enough."""

    months: tuple[Month, ...]
    levels: tuple[Level, ...]
    shifts: tuple[Shift, ...]
    judged: int  # months that are over and have answers
    watched: int  # of these, how many were held against a baseline

    @property
    def now(self) -> Level | None:
        return self.levels[-1] if self.levels else None

    @property
    def latest(self) -> Shift | None:
        return self.shifts[-1] if self.shifts else None
