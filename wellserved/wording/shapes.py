"""What crosses the boundary of wording."""

from __future__ import annotations

from dataclasses import dataclass

STARTING, HOUSE, TEAM = "starting", "house", "team"


@dataclass(frozen=True)
class Entry:
    """One line of a guide: words to avoid, and words to offer instead. `origin`: starting, house or team."""

    key: str
    language: str
    avoid: str
    offer: str
    origin: str = STARTING


@dataclass(frozen=True)
class Change:
    """What a house or a team wrote: a line of their own, or one in place of another (`replaces`), or its removal."""

    key: str
    language: str
    avoid: str
    offer: str
    replaces: str = ""
    dropped: bool = False


@dataclass(frozen=True)
class Found:
    """A phrase in a text: text[start:end]."""

    key: str
    start: int
    end: int
