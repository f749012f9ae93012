"""What others hand to tallies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wellserved.tallies.rules import ALONE


@dataclass(frozen=True)
class DeltaIn:
    """One change to what is counted. Before: what was counted until now; after: what counts from now on.

    A first answer has nothing before; an answer that is taken back has nothing after, and answered = -1.
    """

    day: date  # the organisation's local day that it is counted under
    team: int = 0  # zero stands for "none"
    service: int = 0
    client: int = 0
    served: int = 0
    asked: int = 0
    answered: int = 0
    achieved_before: int | None = None  # 0 no, 1 partly, 2 yes
    felt_before: int | None = None  # 1 to 5
    achieved_after: int | None = None
    felt_after: int | None = None
    came_by: int = 0  # how the answer reached us: its place in rules.WAYS
    weight: int = ALONE  # how many the answer stands for, in thousandths; the same before and after
    spot: int = 0  # by which channel, at which place: the number that `spots.spot_of` gives
    members: str = ""  # who served, as `listed` writes it
    qualities_before: int | None = None  # ten bits; none: there was no answer before
    qualities_after: int | None = None


def listed(member_ids: Iterable[int]) -> str:
    """Who served, as a delta carries it.

    >>> listed([12, 7])
    '7,12'
    """
    return ",".join(map(str, sorted(set(member_ids))))
