"""The law of closings: what counts as one, and when surveys wants to have a look."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an interaction stands between open and closed."""

    closed: bool = False
    closings: int = 0
    undecided: bool = False


def next_standing(before: Standing, closed: bool) -> Standing:
    """A closing counts when it was open before; closing and reopening both want a look from surveys."""
    if before.closed == closed:
        return before
    return Standing(closed, before.closings + closed, undecided=closed or before.closings > 0)
