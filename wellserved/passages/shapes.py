"""What crosses the boundary of passages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Arrival:
    """Words that somebody wrote, on their way to a reader. The same kind and id again is the same passage, changed."""

    source_kind: str
    source_id: int
    words: str
    contact_id: int | None
    client_id: int | None
    team_id: int | None
    low: bool
    written_at: datetime
    version: int = 1
    served_ids: frozenset[int] = frozenset()  # the members it is about


@dataclass(frozen=True)
class Received:
    """What became of a batch of arrivals. `alerts`: its reader must hear at once; `calmed`: no longer."""

    new: int = 0
    changed: int = 0
    alerts: list[int] = field(default_factory=list)
    calmed: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Colleague:
    """Somebody who could read: can they sign in, and what is their place?"""

    id: int
    role: str
    reports_to: int | None
