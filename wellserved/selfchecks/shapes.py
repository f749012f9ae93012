"""What crosses the boundary of self-checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wellserved.measures import Interval

THOUGHT = ((0, "Not really"), (1, "A little"), (2, "Yes"))
IMPROVE = ((0, "No"), (1, "Perhaps"), (2, "Yes"))


@dataclass(frozen=True)
class CheckSaid:
    """One member's check as it comes in."""

    thought: int
    how: int
    improve: int
    predicted_rate: int
    predicted_quality: int
    improve_how: str = ""
    customers_say: str = ""
    lead_may_see: bool = False


@dataclass(frozen=True)
class Truth:
    """What customers said in a quarter: the bullseye rate, and what they named most."""

    bullseye: Interval
    quality: int | None = None


@dataclass(frozen=True)
class Beside:
    """One quarter: what was foreseen beside what was true, in shares."""

    quarter: date
    name: str
    foreseen: Interval
    foreseen_quality: str
    truth: Interval
    truth_quality: str
    gap: Interval
