"""The left rail: rooms by verb, and only those that this person may enter.

A room may have others within it: they are shown while one is in it. Who may not enter the outer room sees the inner
ones in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from wellserved.people.shapes import Actor


@dataclass(frozen=True)
class Room:
    name: str
    url: str  # the url name
    least: str = "member"  # the least role that sees it
    verb: str = ""
    also: tuple[str, ...] = ()  # addresses that stand in it without saying so
    within: tuple[Room, ...] = ()


ROOMS: tuple[Room, ...] = (
    Room("Today", "today", within=(Room("My page", "mine"),)),
    Room(
        "Pulse",
        "pulse",
        within=(
            Room("Signals", "signals", also=("/annotations/",)),
            Room("Drivers", "drivers", also=("/from-4-to-5/",)),
            Room("Silence", "silence"),
            Room("Worth", "worth", "lead"),
            Room("Reports", "reports"),
        ),
    ),
    Room("Feedback", "feedback", verb="Hear", within=(Room("Phrase guide", "phrase_guides"),)),
    Room(
        "Asks",
        "asks",
        "lead",
        verb="Hear",
        also=("/settings/asking/",),
        within=(
            Room("Surveys", "surveys", "lead"),
            Room("Doors", "doors", also=("/lead-calls/", "/walk-outs/")),
            Room("Prep sheets", "prep_sheets"),
        ),
    ),
    Room("Rounds", "rounds", verb="Hear", also=("/calls/", "/themes/", "/stories/", "/notes/", "/calendar/")),
    Room(
        "Cases",
        "cases",
        verb="Answer",
        also=("/reassignments/", "/settings/cases/"),
        within=(
            Room("Second chances", "second_chances"),
            Room("Explanations", "explanations"),
            Room("Which page lands", "explanations_landing"),
            Room("Lessons", "lessons"),
        ),
    ),
    Room("Kudos", "kudos", verb="Answer"),
    Room("Promises", "promises", verb="Answer", within=(Room("Hard ones", "hard_ones"),)),
    Room("Improvements", "improvements", verb="Improve"),
    Room("Habits", "habits", verb="Improve", within=(Room("Self-check", "selfchecks"),)),
    Room(
        "Clients",
        "clients",
        verb="Know",
        within=(Room("Contacts", "contacts"), Room("Service map", "service_map")),
    ),
    Room("Teams", "teams", verb="Know", within=(Room("Members", "members"),)),
    Room(
        "Interactions",
        "interactions",
        verb="Know",
        also=("/handoffs/",),
        within=(Room("Imports", "imports", "manager"),),
    ),
    Room(
        "Settings",
        "settings",
        "admin",
        verb="Know",
        within=(
            Room("Working hours", "working_hours", "admin"),
            Room("API tokens", "tokens", "admin"),
            Room("Letters", "letters", "lead"),
            Room("Journal", "journal", "admin"),
        ),
    ),
)
RANK = {"member": 0, "lead": 1, "manager": 2, "admin": 3}


@dataclass(frozen=True)
class Item:
    name: str
    href: str
    current: bool
    count: int
    within: tuple[Item, ...] = ()  # shown only while one is in the room or in one of these

    @property
    def open(self) -> bool:
        return self.current or any(item.current for item in self.within)


@dataclass(frozen=True)
class Group:
    verb: str
    items: list[Item]


def rail_for(actor: Actor, path: str, counts: dict[str, int]) -> list[Group]:
    """The groups that this actor sees; `counts` by url name puts a number beside a name."""
    here = _room_at(path)
    groups: dict[str, list[Item]] = {}
    for room in ROOMS:
        inner = tuple(
            Item(each.name, reverse(each.url), each is here, counts.get(each.url, 0))
            for each in room.within
            if _may_enter(actor, each)
        )
        items = groups.setdefault(room.verb, [])
        if _may_enter(actor, room):
            items.append(Item(room.name, reverse(room.url), room is here, counts.get(room.url, 0), inner))
        else:
            items.extend(inner)
    return [Group(verb, items) for verb, items in groups.items() if items]


def _may_enter(actor: Actor, room: Room) -> bool:
    return RANK[actor.role] >= RANK[room.least]


def _room_at(path: str) -> Room | None:
    """The room whose address is the longest that this path begins with."""
    found, longest = None, 0
    for room in _all():
        home = reverse(room.url)
        for under in (home, *room.also):
            if len(under) > longest and (path == under or (under != "/" and path.startswith(under))):
                found, longest = room, len(under)
    return found


def _all() -> Iterator[Room]:
    for room in ROOMS:
        yield room
        yield from room.within
