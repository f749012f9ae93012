"""What came of what one person said, and whether it is another thing than the letter to them says. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

STANDS = {"late": "open"}  # a day that passes is no other decision


@dataclass(frozen=True)
class CameOf:
    """What came of what one person said about one theme: their own quotes, and nobody else's."""

    theme_id: int
    name: str
    decision: str
    state: str  # as in shapes.Outcome
    confirms: str = ""
    action: str = ""
    owner_id: int | None = None
    owner: str = ""
    due_on: date | None = None  # as it is now
    quotes: tuple[str, ...] = ()


def digests(about: Sequence[CameOf]) -> dict[str, str]:
    """By theme, a digest of what a letter says about it; kept with a letter that somebody wrote."""
    return {str(one.theme_id): _digest(one) for one in about}


def decided_otherwise(about: Sequence[CameOf], before: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the themes about which a letter written before says something else than was decided by now.

    A theme that has gone, or in which nothing of theirs lies any more, has no name: it counts as an empty one.
    """
    now = digests(about)
    found = [one.name for one in about if before.get(str(one.theme_id)) != now[str(one.theme_id)]]
    return tuple(found + [""] * len(before.keys() - now.keys()))


def _digest(one: CameOf) -> str:
    said = (one.name, one.decision, STANDS.get(one.state, one.state), one.confirms, one.action)
    known = "\x1f".join([*said, str(one.owner_id or ""), one.due_on.isoformat() if one.due_on else ""])
    return hashlib.sha256(known.encode()).hexdigest()[:16]


def may_end(states: Sequence[str]) -> bool:
    """A round ends once everybody who spoke has been told, or need not be.

    >>> may_end(["told", "excused"]), may_end(["told", "open"]), may_end([])
    (True, False, True)
    """
    return all(state in ("told", "excused") for state in states)
