"""What each room says of the rows that belong to one person: how they are found, and what is left of them.

A room keeps its list in `ROOM/forgetting.py`; custody/registry.py puts them together, finds the rows, tells them, and
empties them. A room that keeps anything of a person and says nothing about it fails custody's tests.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from django.db.models import Model, Q, QuerySet

Fill = Any  # a value, or a function of the row that makes one
STANDS_IN = "…"  # in place of a name or an address in what others wrote


@dataclass(frozen=True)
class Whose:
    """The person: their number, and everything that they are known by."""

    contact_id: int
    name: str = ""
    emails: frozenset[str] = frozenset()
    phone: str = ""
    name_is_theirs: bool = False  # nobody else here is called so, and it is more than one word

    @property
    def needles(self) -> tuple[str, ...]:
        """What gives them away wherever it stands, the longest first."""
        known = [*self.emails, self.phone if sum(c.isdigit() for c in self.phone) > 5 else ""]
        known.append(self.name if self.name_is_theirs else "")
        return tuple(sorted({one for one in known if one}, key=lambda one: (-len(one), one)))

    def hidden_in(self, text: str) -> str:
        """The text without their name, address and number."""
        for needle in self.needles:
            text = re.sub(re.escape(needle), STANDS_IN, text, flags=re.IGNORECASE)
        return text

    def by_address(self, column: str) -> Q:
        """Rows whose column is one of their addresses; none, if they have none."""
        found = Q(pk__in=[])
        for email in self.emails:
            found |= Q(**{f"{column}__iexact": email})
        return found


@dataclass(frozen=True)
class Piece:
    """One kind of row. `who` is overwritten always, `words` only where their words go as well as their name."""

    what: str  # "Answers that they gave": for the page that asks whether it is meant
    model: type[Model]
    rows: Callable[[Whose], QuerySet[Any]]
    row: Literal["stays", "goes", "goes with the words"] = "stays"
    who: Mapping[str, Fill] = field(default_factory=dict)
    words: Mapping[str, Fill] = field(default_factory=dict)
    told: tuple[str, ...] = ()  # the columns that a copy of everything shows
    ours: bool = False  # what we wrote among ourselves: it goes, but is in nobody's copy
    files: Callable[[Any], Iterable[Path]] | None = None  # files that lie beside the row
    unused: Callable[[Any], Iterable[Path]] | None = None  # those of them that nothing needs, once the row is gone
    letters: Callable[[Any], Q] | None = None  # letters that tell of it: to them, or to one of us
    keeps: tuple[str, ...] = ()  # columns of text that tell nothing of anybody


def no_link(_: Any) -> bytes:
    """In place of the hash of a link's token: nothing opens it any more."""
    return secrets.token_bytes(32)
