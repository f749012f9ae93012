"""What crosses the boundary of this room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from wellserved.surveys.shapes import Answer


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who stands at a door, as far as it can be told without asking them anything."""

    address: str
    key: str  # of the page they wrote on
    opened_at: datetime | None  # when we made that page; None: we never did
    sign: bool = False  # the page saw a human hand
    trap: bool = False  # a field was filled that no person sees


@dataclass(frozen=True, slots=True)
class Said:
    """What they said there."""

    answer: Answer
    at: datetime
    writer_name: str = ""
    writer_email: str = ""
    ticket: str = ""
    beside_id: int | None = None  # the invitation that it speaks beside


class Fate(Enum):
    """What became of it."""

    KEPT = "kept"  # it counts
    HELD = "held"
    REFUSED = "refused"  # too much at once
    TAKEN = "taken"  # the ticket has its answer already


@dataclass(frozen=True, slots=True)
class Taken:
    fate: Fate
    token: str = ""  # by which an answer that counts can be changed
