"""The shape of what recurs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Recurring:
    """A function, by its dotted path, that takes nothing, returns how much it did, and is called again and again.

    It pulls its own work in a bounded batch; if it returns the batch's full size it is called again at once.
    """

    name: str
    every: timedelta
    path: str
