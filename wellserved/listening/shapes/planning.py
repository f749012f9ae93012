"""A round as it is planned and drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class Plan:
    """A round as somebody plans it."""

    name: str
    team_ids: tuple[int, ...]
    first_day: date
    last_day: date
    purpose: str = ""
    calls_each: int = 3
    questions: tuple[str, ...] = ()  # none: the three
    served_months: int = 6
    client_kind: str = ""
    service_ids: tuple[int, ...] = ()
    groups: str = ""


@dataclass(frozen=True)
class Candidate:
    """Somebody who can be drawn."""

    id: int
    served_by: tuple[int, ...]  # the members who served them last
    times: int
    last_at: datetime
    kind: str  # of their client; empty where they have none
    client_id: int


@dataclass(frozen=True)
class Eligible:
    """Who can be drawn, and how many cannot, by reason."""

    candidates: Mapping[int, Candidate]
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def served(self) -> int:
        return len(self.candidates) + sum(self.left_out.values())


@dataclass(frozen=True)
class Verdict:
    """What came of repeating a draw."""

    same: bool
    lines: tuple[str, ...]
