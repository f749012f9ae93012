"""What crosses the boundary of interactions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple


class ContactIn(NamedTuple):
    """The person served, as a row names them."""

    name: str = ""
    email: str = ""
    language: str = ""
    timezone: str = ""


class InteractionIn(NamedTuple):
    """One piece of service on its way in, from a form, a REST call or a row of a file.

    `given` names the fields that were said at all; a field that was not is left as it is. None: all were said.
    """

    source: str
    external_id: str
    service: str = ""
    channel: str = ""
    place: str = ""
    team: str = ""
    members: tuple[str, ...] = ()
    client: str = ""
    contact: ContactIn | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    scheduled_at: datetime | None = None
    subject: str = ""
    matters: bool = False
    ask: bool = True  # whether somebody may be asked how it felt
    given: frozenset[str] | None = None


@dataclass
class Report:
    """What became of a batch: counts, and each row that could not land, with its line and the reason."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[tuple[int, str]] = field(default_factory=list)
