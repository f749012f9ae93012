"""The shape of what recurs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Recurring:
    """A function, by its dotted path, that takes nothing, returns how much it did, and is called again and again.

    It pulls its own work in a bounded batch. If it returns `batch` or more it is called again after `rest` times as
    long as the batch took, so that whoever answers meanwhile finds the core and the database free. It may be called
    twice for the same work (a worker can die), and is never called by two workers at once.
    """

    name: str
    every: timedelta
    path: str
    batch: int = 100
    rest: float = 2.0
