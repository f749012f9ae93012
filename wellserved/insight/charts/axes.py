"""Where an axis of shares begins and ends, and which of many points get a name."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

STEPS = (0.05, 0.1, 0.2, 0.25)


def shares(values: Sequence[float]) -> tuple[float, float, list[float]]:
    """The two ends that hold all values, and the marks between them, ends included.

    >>> shares([0.62, 0.71])
    (0.6, 0.75, [0.6, 0.65, 0.7, 0.75])
    """
    low, high = min(values, default=0.0), max(values, default=1.0)
    step = next((step for step in STEPS if (high - low) / step <= 4), 0.25)
    low, high = floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step
    low, high = max(0.0, low if high > low else low - step), min(1.0, high if high > low else high + step)
    return round(low, 4), round(high, 4), [round(low + step * i, 4) for i in range(round((high - low) / step) + 1)]


def labelled(count: int, wanted: int) -> list[int]:
    """So many places out of a row of points, evenly, the last always among them.

    >>> labelled(20, 5)
    [4, 9, 14, 19]
    """
    every = max(1, ceil((count - 1) / max(1, wanted - 1)))
    return list(range(count - 1, -1, -every))[::-1]
