"""How Today is put into words, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from wellserved.kit.saying import number
from wellserved.site.shapes import Line, Praise

SHOWN = 5
# What comes first: somebody who calls for a lead just now, a low answer, what is overdue, what is late in the team,
# what is due, what is to be set up.
CALLED, LOW, OVERDUE, TEAM_LATE, DUE, SETUP = range(6)
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


def choose_kind_word(mine: Sequence[Praise], ours: Sequence[Praise], today: date, member: int) -> int | None:
    """One for this day and this member, both newest first: what came yesterday, mine before ours; else it goes round.

    What can first be read today waits until tomorrow, so that the word stays all day; unless there is nothing else.
    """
    for praise in (mine, ours):
        fresh = [one.id for one in praise if one.day == today - timedelta(days=1)]
        if fresh:
            return fresh[0]
    every = dict.fromkeys([*mine, *ours])
    round_it_goes = [one.id for one in every if one.day < today]
    if round_it_goes:
        return round_it_goes[(today.toordinal() + member) % len(round_it_goes)]
    return min((one.id for one in every), default=None)


def people_in_words(count: int) -> str:
    return "one person" if count == 1 else f"{number(count)} people"
