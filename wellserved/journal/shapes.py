"""What crosses the journal's boundary."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class By:
    """Who did it: a member, an API token, a contact, or the system itself."""

    kind: str
    id: int | None = None


SYSTEM = By("system")


@dataclass(frozen=True)
class Happened:
    """A journal entry as reactions see it."""

    id: int
    at: datetime
    kind: str
    subject_kind: str
    subject_id: int | None
    details: dict[str, Any] = field(default_factory=dict)
