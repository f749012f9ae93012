"""How cards fund ideas."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

MOST_IN_A_HAND = 20
PART = 0.6  # so much of what all ideas need is dealt: less than enough for all, or nobody would have to bargain


class CardsError(ValueError):
    """There are not so many cards there. Nothing was moved."""


def suggested_hand(needs: Iterable[int], players: int) -> int:
    """How many cards each gets, so that together they fund about six in ten of what is asked for."""
    return min(MOST_IN_A_HAND, max(1, ceil(PART * sum(needs) / max(1, players))))


def is_funded(holds: int, needs: int) -> bool:
    return holds >= needs
