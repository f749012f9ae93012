"""What crosses the boundary of cases."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from wellserved.interactions.models import Interaction
from wellserved.people.models import Client, Contact, Team
from wellserved.surveys.models import Response

MOST_CHARACTERS = 10_000
MOST_PHOTOS = 3  # from the person served
MOST_MEMBER_PHOTOS = 12


@dataclass(frozen=True)
class CaseIn:
    """A case on its way in, from whichever door. The same key again is the same case."""

    key: str
    kind: str
    words: str
    came_by: str
    title: str = ""
    contact: Contact | None = None
    client: Client | None = None
    writer_name: str = ""
    writer_email: str = ""
    language: str = ""
    team: Team | None = None
    interaction: Interaction | None = None
    response: Response | None = None
    concerned: frozenset[int] = field(default_factory=frozenset)  # the members it is about
    above_team: bool = False
    received_at: datetime | None = None
    arrived_id: int | None = None
    follows_id: int | None = None
    write_receipt: bool = True
