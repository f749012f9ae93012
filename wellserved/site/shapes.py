"""What Today is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Line:
    """One thing to do: a sentence, a grey line, a button."""

    sentence: str
    grey: str
    href: str
    button: str
    urgency: int
    due: datetime | None = None
    late: bool = False
    in_mail: str = ""  # what a letter says instead: the words are read where reading them is noted


@dataclass(frozen=True)
class Praise:
    """An answer that could be the kind word, and the day since when it could be shown."""

    id: int
    day: date


@dataclass(frozen=True)
class KindWord:
    """Praise in somebody's own words, and what it was about."""

    href: str
    words: str
    about: str


@dataclass(frozen=True)
class Step:
    """A first step of an installation, and whether it was taken."""

    sentence: str
    grey: str
    href: str
    button: str
    done: bool


@dataclass(frozen=True)
class Today:
    """At most five lines, one kind word, one line of what came of it."""

    title: str
    lines: list[Line]
    more: int
    more_href: str
    kind_word: KindWord | None
    came_of_it: str
    steps: list[Step]  # only before anything came in
    in_the_rail: dict[str, int]  # the numbers beside the names of the rooms
