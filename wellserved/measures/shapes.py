"""What the statistics return."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Interval:
    """An estimate with its interval and the number of observations behind it. All NaN-free; None where n is 0."""

    estimate: float | None
    low: float | None
    high: float | None
    n: int
