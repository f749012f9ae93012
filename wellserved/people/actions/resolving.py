"""Who is meant by a name in somebody's data: found, or made when new. For imports and the API.

Names match whatever their case and spacing. Two imports at once make nobody twice: what is new is inserted unless
it is there by now, then read again; in the order of its key, so that two batches never wait for each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

from wellserved.journal.shapes import SYSTEM, By
from wellserved.kit.recent import Recent
from wellserved.people.actions import matching
from wellserved.people.actions.making import make_contacts, make_members
from wellserved.people.models import Client, Contact, Member, Team
from wellserved.people.rules import clean_name, fold
from wellserved.people.shapes import ContactLine

T = TypeVar("T")
MemberKey = tuple[str, int]


class Resolver:
    """Looks people up for one import; remembers the `size` it met last of each sort.

    `expect_…` handles a whole batch in a few queries; what cannot be understood there is left for the single call,
    which refuses it with a ValueError to show. After a rollback call `forget()`: what was made is gone.
    """

    def __init__(self, by: By = SYSTEM, size: int = 20_000) -> None:
        self.by = by
        self.created: Counter[str] = Counter()  # "client", "team", "member", "contact" → how many were made
        self._clients: Recent[str, Client] = Recent(size)
        self._teams: Recent[str, Team] = Recent(size)
        self._members: Recent[MemberKey, Member] = Recent(size)
        self._contacts: Recent[matching.ContactKey, Contact] = Recent(size)

    def client(self, name: str, kind: str = "external") -> Client:
        """The client of this name; a new one is of this kind."""
        key = fold(clean_name(name, 200, "client's name"))
        if key not in self._clients:
            self.expect_clients([name], kind)
        return _found(self._clients.get(key))

    def team(self, name: str) -> Team:
        key = fold(clean_name(name, 120, "team's name"))
        if key not in self._teams:
            self.expect_teams([name])
        return _found(self._teams.get(key))

    def member(self, text: str, team: Team | None = None) -> Member:
        """By e-mail address, by what the help desk calls them, or by name. A new one joins `team`."""
        key = (fold(clean_name(text, 200, "member's name")), team.pk if team else 0)
        if key not in self._members:
            self.expect_members([(text, team)])
        return _found(self._members.get(key))

    def contact(
        self, *, client: Client | None, name: str = "", email: str = "", language: str = "", timezone: str = ""
    ) -> Contact:
        """By address; without one, by client and name. What the line says of a known contact is taken over."""
        line = matching.clean_line(ContactLine(client, name, email, language, timezone))
        key = matching.key_of_line(line)
        if key not in self._contacts:
            self.expect_contacts([line])
        contact = _found(self._contacts.get(key))
        changed = matching.take_over(contact, line)
        if changed:
            contact.save(update_fields=changed)
            self.created["contact_changed"] += 1
        return contact

    def expect_clients(self, names: Iterable[str], kind: str = "external") -> None:
        """Find or make all of these."""
        wanted = _by_key(names, 200, self._clients)
        for keys in _some(sorted(wanted)):
            found = {client.name_key: client for client in Client.objects.filter(name_key__in=keys)}
            new = [Client(name=wanted[key], kind=kind) for key in keys if key not in found]
            if new:
                Client.objects.bulk_create(new, ignore_conflicts=True)
                self.created["client"] += len(new)
                found |= {c.name_key: c for c in Client.objects.filter(name_key__in=[c.name_key for c in new])}
            for key, client in found.items():
                self._clients.put(key, client)

    def expect_teams(self, names: Iterable[str]) -> None:
        """Find or make all of these."""
        wanted = _by_key(names, 120, self._teams)
        for keys in _some(sorted(wanted)):
            found = {team.name_key: team for team in Team.objects.filter(name_key__in=keys)}
            new = [Team(name=wanted[key]) for key in keys if key not in found]
            if new:
                Team.objects.bulk_create(new, ignore_conflicts=True)
                self.created["team"] += len(new)
                found |= {t.name_key: t for t in Team.objects.filter(name_key__in=[t.name_key for t in new])}
            for key, team in found.items():
                self._teams.put(key, team)

    def expect_members(self, pairs: Iterable[tuple[str, Team | None]]) -> None:
        """Find or make all of these; each text with the team that it was named with."""
        wanted: dict[MemberKey, tuple[str, Team | None]] = {}
        for text, team in pairs:
            name = _cleaned(text, 200)
            key = (fold(name), team.pk if team else 0)
            if name and key not in self._members:
                wanted[key] = (name, team)
        for keys in _some(sorted(wanted)):
            found = matching.members_named(keys)
            missing = [key for key in keys if key not in found]
            if missing:
                self.created["member"] += make_members([wanted[key] for key in missing])
                found |= matching.members_named(missing)
            for key, member in found.items():
                self._members.put(key, member)

    def expect_contacts(self, lines: Iterable[ContactLine]) -> None:
        """Find or make all of these; what they say of known contacts waits for the single call."""
        wanted: dict[matching.ContactKey, ContactLine] = {}
        for given in lines:
            try:
                line = matching.clean_line(given)
            except ValueError:
                continue
            key = matching.key_of_line(line)
            if key not in self._contacts:
                wanted.setdefault(key, line)
        for keys in _some(sorted(wanted, key=repr)):
            found = matching.contacts_known_as(keys)
            missing = [key for key in keys if key not in found]
            if missing:
                found |= make_contacts({key: wanted[key] for key in missing})
                self.created["contact"] += len(missing)
            for key, contact in found.items():
                self._contacts.put(key, contact)

    def has_at_hand(self, address: str) -> bool:
        """Whether the contact at this address, in lower case, is remembered."""
        return (True, address, 0) in self._contacts

    def forget(self) -> None:
        """Drop what is remembered: after a rollback it may not exist."""
        for remembered in (self._clients, self._teams, self._members, self._contacts):
            remembered.clear()


def _cleaned(text: str, longest: int) -> str:
    try:
        return clean_name(text, longest)
    except ValueError:
        return ""


def _by_key(names: Iterable[str], longest: int, known: Recent[str, T]) -> dict[str, str]:
    cleaned = (_cleaned(name, longest) for name in names)
    wanted: dict[str, str] = {}
    for name in cleaned:
        if name and fold(name) not in known:
            wanted.setdefault(fold(name), name)
    return wanted


def _some(keys: list[T], at_once: int = 500) -> Iterator[list[T]]:
    for start in range(0, len(keys), at_once):
        yield keys[start : start + at_once]


def _found(thing: T | None) -> T:
    if thing is None:
        raise RuntimeError("what was just made is not there: was the transaction rolled back?")
    return thing
