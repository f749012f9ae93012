"""What several people think together: the middle, how far apart they are, and from how many on it may be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from statistics import median, quantiles

from wellserved.improvements.shapes import Placed, Spread

LEAST, MOST = 1, 10
ENOUGH = 3  # the middle of two is still a look into two people's hands


def spread_of(values: Sequence[int]) -> Spread | None:
    """The median, and between where the middle half lies. None for fewer than three: that would name somebody."""
    if len(values) < ENOUGH:
        return None
    low, _, high = quantiles(values, n=4, method="inclusive")
    return Spread(len(values), float(median(values)), low, high)


def weighed(placed: Iterable[Placed]) -> Mapping[int, tuple[int, Spread | None, Spread | None, tuple[str, ...]]]:
    """By idea: how many placed it, across, up, and the words in an order that tells nobody's name.

    Words are told only where the middle is: of one or two people, everybody would know whose they are.
    """
    found: dict[int, list[Placed]] = {}
    for one in placed:
        found.setdefault(one.improvement_id, []).append(one)
    return {
        improvement_id: (
            len(theirs),
            spread_of([one.x for one in theirs]),
            spread_of([one.y for one in theirs]),
            tuple(sorted({one.words for one in theirs if one.words})) if len(theirs) >= ENOUGH else (),
        )
        for improvement_id, theirs in found.items()
    }


def cards_needed(effort: float) -> int:
    """As many cards as the median effort; a half is a whole one."""
    return max(1, ceil(effort))
