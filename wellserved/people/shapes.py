"""What crosses the boundary of people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from wellserved.journal.shapes import By

if TYPE_CHECKING:
    from wellserved.people.models import Client


@dataclass(frozen=True)
class Actor:
    """Who is asking: a signed-in member, or an API token (then `member_id` is None)."""

    role: str
    member_id: int | None
    team_ids: frozenset[int]
    led_team_ids: frozenset[int]
    by: By

    @property
    def sees_all(self) -> bool:
        return self.role in ("manager", "admin")

    @property
    def is_admin(self) -> bool:
        return self.role == "admin"

    @property
    def leads(self) -> bool:
        return self.role in ("lead", "manager", "admin")


class ContactLine(NamedTuple):
    """A contact as a line of somebody's data names them. Without an address, client and name tell who it is."""

    client: Client | None
    name: str = ""
    email: str = ""
    language: str = ""
    timezone: str = ""


class MapLine(NamedTuple):
    """One line of the service map as somebody's data names it. Kind: team, internal, external, or empty."""

    team: str
    client: str
    kind: str = ""
    what_for: str = ""
