"""Of those who may be asked, who is: chance chooses, and says with which probability it would have chosen each."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from wellserved.surveys.rules.asking import Policy


@dataclass(frozen=True, slots=True)
class Eligible:
    """A closing that no rule speaks against. Zeros stand for none, as in tallies."""

    interaction_id: int
    closing: int
    team_id: int = 0
    service_id: int = 0
    client_id: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """Whether an eligible closing is asked about, and how probable that was beforehand."""

    eligible: Eligible
    chosen: bool
    probability: float


Chance = Callable[[Eligible], float]  # a number from 0 up to 1 for each


def draw_for(one: Eligible) -> float:
    """A number from 0 up to 1 that is always the same for this closing, so that deciding twice decides the same."""
    digest = hashlib.sha256(f"ask:{one.interaction_id}:{one.closing}".encode()).digest()
    return int.from_bytes(digest[:7], "big") / 2**56


def choose(eligible: Sequence[Eligible], policy: Policy, now: datetime, rng: Chance) -> list[Choice]:  # noqa: ARG001
    """One choice for each, in their order. All are of one team, and `policy` is that team's."""
    rate = min(max(policy.sampling_rate, 0.0), 1.0)
    return [Choice(one, rng(one) < rate, rate) for one in eligible]


def chance_in_words(probability: float) -> str:
    """As people say it.

    >>> chance_in_words(0.126), chance_in_words(0.5), chance_in_words(0.72), chance_in_words(0.999)
    ('1 in 8', '1 in 2', '7 in 10', 'nearly certain')
    """
    if probability > 0.95:
        return "nearly certain"
    if probability > 0.55:
        return f"{round(probability * 10)} in 10"
    return f"1 in {round(1 / probability):,}"


def share_of(probability: float) -> str:
    """25 of 100: as a reason's detail says it."""
    return f"{probability * 100:.3g}"
