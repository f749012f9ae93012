"""The shape of what recurs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Recurring:
    """A function, by its dotted path, that takes nothing, returns how much it did, and is called again and again.

    It pulls its own work in a bounded batch; if it returns `batch` or more it is called again as soon as the other
    jobs that are due have had their turn. It may be called twice for the same work (a worker can die), and is never
    called by two workers at once.
    """

    name: str
    every: timedelta
    path: str
    batch: int = 100
