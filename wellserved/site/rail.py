"""The left rail: rooms by verb, and only those that this person may enter."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from wellserved.people.shapes import Actor

# verb, name, url name, the least role that sees it
ROOMS: tuple[tuple[str, str, str, str], ...] = (
    ("", "Today", "today", "member"),
    ("", "Pulse", "pulse", "member"),
    ("Hear", "Feedback", "feedback", "member"),
    ("Hear", "Asks", "asks", "lead"),
    ("Hear", "Surveys", "surveys", "lead"),
    ("Hear", "Doors", "doors", "member"),
    ("Answer", "Kudos", "kudos", "member"),
    ("Answer", "Promises", "promises", "member"),
    ("Answer", "Letters", "letters", "manager"),
    ("Improve", "Self-check", "selfchecks", "member"),
    ("Know", "Clients", "clients", "member"),
    ("Know", "Teams", "teams", "member"),
    ("Know", "Service map", "service_map", "member"),
    ("Know", "Prep sheets", "prep_sheets", "member"),
    ("Know", "Interactions", "interactions", "member"),
    ("Know", "Settings", "settings", "admin"),
)
# Pages that stand in a room without their address saying so.
ALSO = {
    "clients": ("/contacts/",),
    "teams": ("/members/",),
    "doors": ("/lead-calls/", "/walk-outs/"),
    "interactions": ("/imports/", "/handoffs/"),
}
RANK = {"member": 0, "lead": 1, "manager": 2, "admin": 3}


@dataclass(frozen=True)
class Item:
    name: str
    href: str
    current: bool
    count: int


@dataclass(frozen=True)
class Group:
    verb: str
    items: list[Item]


def rail_for(actor: Actor, path: str, counts: dict[str, int]) -> list[Group]:
    """The groups that this actor sees; `counts` by url name puts a number beside a name."""
    groups: dict[str, list[Item]] = {}
    for verb, name, url, least in ROOMS:
        if RANK[actor.role] < RANK[least]:
            continue
        href = reverse(url)
        under = (*ALSO.get(url, ()), *((href,) if href != "/" else ()))
        current = path == href or path.startswith(under)
        groups.setdefault(verb, []).append(Item(name, href, current, counts.get(url, 0)))
    return [Group(verb, items) for verb, items in groups.items()]
