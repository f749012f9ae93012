"""How Today is put into words, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from wellserved.kit.saying import number
from wellserved.site.shapes import Line

SHOWN = 5
# What comes first: a low answer, what is overdue, what is late in the team, what is due, what is to be set up.
LOW, OVERDUE, TEAM_LATE, DUE, SETUP = range(5)
NEVER = datetime.max.replace(tzinfo=UTC)
KINDS_OF_SERVICE = {
    "call": "call",
    "phone": "call",
    "telephone": "call",
    "visit": "visit",
    "walk-in": "visit",
    "walkup": "visit",
    "appointment": "appointment",
    "project": "project",
    "handoff": "handoff",
    "chat": "chat",
    "email": "e-mail",
    "mail": "e-mail",
    "e-mail": "e-mail",
}


def title(people: int, things: int, teams: bool = False, many: bool = False) -> str:
    """ "Three people are waiting for you". `teams`: others are late; `many`: more than were counted."""
    if many:
        return f"More than {people} people are waiting for you"
    if people == 1:
        return "One person is waiting for you"
    if people:
        return f"{number(people).capitalize()} people are waiting for you"
    if things:
        return "You promised one thing" if things == 1 else f"You promised {number(things)} things"
    return "People are waiting for your teams" if teams else "Nobody is waiting"


def in_order(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (line.urgency, line.due or NEVER))


def urgency(low: bool, due: datetime | None, now: datetime) -> int:
    if low:
        return LOW
    return OVERDUE if due and due < now else DUE


def service_in_words(channel: str) -> str:
    """ "call" for a channel called Phone; "work" where no better word is known."""
    return KINDS_OF_SERVICE.get(channel.strip().lower(), "work")


def choose_kind_word(newest_first: Sequence[int], seen: Sequence[int]) -> int | None:
    """The newest that was not shown before; when all were, the one whose turn is longest ago."""
    fresh = [one for one in newest_first if one not in seen]
    if fresh:
        return fresh[0]
    return min(newest_first, key=seen.index) if newest_first else None


def people_in_words(count: int) -> str:
    return "one person" if count == 1 else f"{number(count)} people"
