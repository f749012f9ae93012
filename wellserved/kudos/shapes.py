"""What crosses the boundary of kudos."""

from __future__ import annotations

from dataclasses import dataclass

from wellserved.people.models import Contact, Member, Team


@dataclass(frozen=True)
class KindWords:
    """A kind word on its way in, whichever way. The same key again is the same word."""

    key: str
    words: str
    member: Member | None
    team: Team | None
    came_by: str
    giver_name: str = ""
    giver_email: str = ""
    contact: Contact | None = None
    language: str = ""
    may_be_shown: bool = False
    door_id: int = 0
    response_id: int | None = None
    given_by: Member | None = None
    accepted_by: Member | None = None


@dataclass(frozen=True)
class Praise:
    """What was read out of a comment: the words that praise, and whom by the first name, if anybody."""

    because: tuple[str, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Giver:
    """Whoever gave a kind word, and can be thanked: where they read mail, and in which language."""

    name: str
    email: str
    language: str
