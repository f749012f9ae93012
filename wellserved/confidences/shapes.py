"""What crosses the boundary of confidences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from wellserved.measures import Interval


class Said(NamedTuple):
    """What one person said. That is all: no name, no time, no language, no interaction."""

    achieved: int | None = None
    felt: int | None = None
    qualities: int = 0
    words: str = ""


@dataclass(frozen=True)
class Held:
    """What waits of a team and quarter, and by which marks a ticket is known that was used already."""

    said: tuple[Said, ...] = ()
    used: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Sum:
    """What five or more said, added up."""

    answers: int
    achieved: tuple[int, ...]
    felt: tuple[int, ...]
    both: int
    bullseye: int
    named: tuple[int, ...]
    missing: tuple[int, ...]
    words: tuple[str, ...]


class Outcome(Enum):
    """What became of an answer."""

    SAVED = "saved"
    UNKNOWN = "unknown"  # the ticket is none of ours
    USED = "used"
    ENDED = "ended"


@dataclass(frozen=True)
class Reading:
    """A batch as it is read: figures with their ranges, what was named, and the words."""

    team_id: int
    team: str
    quarter: str  # "2026Q4"
    quarter_in_words: str
    opened_on: date
    answers: int
    bullseye: Interval
    achieved: Interval
    felt: Interval
    mean: float | None  # of the faces
    faces: tuple[tuple[str, int], ...]  # from the best to the worst
    named: tuple[tuple[str, int], ...]  # the most first; what nobody named is left out
    missing: tuple[tuple[str, int], ...]
    words: tuple[str, ...]
