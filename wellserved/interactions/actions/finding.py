"""From names to rows: clients, teams, members and services, made when they are unknown; contacts stand beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from wellserved.interactions.actions.finding_contacts import ContactFinder
from wellserved.interactions.models import Service
from wellserved.interactions.shapes import InteractionIn
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.people.actions import Resolver
from wellserved.people.actions.matching import clients_called, members_at
from wellserved.people.addresses import is_email
from wellserved.people.models import Client, Team
from wellserved.people.rules import clean_name, fold

REMEMBERED = 50_000


@dataclass(frozen=True)
class Named:
    """The ids of those whom some rows name, column by column."""

    clients: Sequence[int | None]
    contacts: Sequence[int | None]
    teams: Sequence[int | None]
    services: Sequence[int | None]
    members: Sequence[Collection[int]]


class Finder:
    """Looks up what rows name, a batch at a time, and remembers what it met: one for a whole import.

    What cannot be understood raises a ValueError to show. After a rollback call `forget()`.
    """

    def __init__(self, by: By) -> None:
        self._by = by
        self._people = Resolver(by)
        self._told: Counter[str] = Counter()
        self._clients: dict[str, int] = {}
        self._teams: dict[str, Team] = {}
        self._members: dict[tuple[str, str], int] = {}
        self._services: dict[str, int] = {}
        self._contacts = ContactFinder(self._people, self._client)

    def meet(self, rows: Iterable[InteractionIn]) -> None:
        """Find or make everybody whom a batch names, in a few queries."""
        self._stay_small()
        columns = [*zip(*rows, strict=True)]
        if not columns:
            return
        services, teams, members, clients, contacts = columns[2], columns[5], columns[6], columns[7], columns[8]
        said = [pair for pair in dict.fromkeys(zip(contacts, clients, strict=True)) if pair[0]]
        if self._contacts.has_lost_some_of(said):  # contacts may be erased between two batches
            self.forget()
        self._expect_clients(set(clients) - {""} - self._clients.keys())
        self._people.expect_teams(set(teams) - {""} - self._teams.keys())
        self._expect_members(
            {(text, team) for texts, team in set(zip(members, teams, strict=True)) for text in texts}
            - self._members.keys()
        )
        self._expect_services(set(services) - {""} - self._services.keys())
        self._contacts.expect(said)

    def named(self, rows: Sequence[InteractionIn]) -> Named:
        """Whom these rows name. A ValueError says why somebody in them cannot be understood."""
        _, _, services, _, _, teams, members, clients, contacts, *_ = zip(*rows, strict=True)
        services_by_name = {name: self._services.get(name) or self._service(name) for name in set(services) - {""}}
        teams_by_name = {name: self._team(name).id for name in set(teams) - {""}}
        clients_by_name = {name: self._clients.get(name) or self._client(name).id for name in set(clients) - {""}}
        served = {
            pair: {self._members.get((text, pair[1])) or self._member(text, pair[1]) for text in pair[0]}
            for pair in set(zip(members, teams, strict=True))
        }
        found = self._contacts.found(zip(contacts, clients, strict=True))
        return Named(
            [clients_by_name.get(name) or brought for name, (_, brought) in zip(clients, found, strict=True)],
            [contact for contact, _ in found],
            [*map(teams_by_name.get, teams)],
            [*map(services_by_name.get, services)],
            [*map(served.__getitem__, zip(members, teams, strict=True))],
        )

    def _client(self, name: str) -> Client:
        found = self._people.client(name)
        self._clients[name] = found.pk
        return found

    def _team(self, name: str) -> Team:
        found = self._teams.get(name)
        if found is None:
            found = self._teams[name] = self._people.team(name)
        return found

    def _member(self, text: str, team: str) -> int:
        found = self._people.member(text, self._team(team) if team else None).pk
        self._members[text, team] = found
        return found

    def _service(self, name: str) -> int:
        clean_name(name, 120, "service's name")
        self._expect_services({name})
        return self._services[name]

    def tell(self) -> None:
        """Write into the journal how many were met for the first time, if any were."""
        new = self._people.created - self._told
        if new:
            record(kind="people.resolved", by=self._by, **dict[str, Any](new))
            self._told = Counter(self._people.created)

    def forget(self) -> None:
        """After a rollback: what was made is gone."""
        self._people.forget()
        self._told = Counter(self._people.created)
        self._clear(0)

    def _expect_clients(self, names: set[str]) -> None:
        """Of those who are known the ids are enough; nobody is made into an object for them."""
        keys = {name: fold(name.strip()) for name in names}
        known = clients_called(set(keys.values()))
        self._clients.update({name: known[key] for name, key in keys.items() if key in known})
        self._people.expect_clients(names - self._clients.keys())

    def _expect_members(self, pairs: set[tuple[str, str]]) -> None:
        keys = {text: text.lower() for text, _ in pairs if is_email(text.lower())}
        known = members_at(set(keys.values()))
        self._members.update({pair: known[keys[pair[0]]] for pair in pairs if keys.get(pair[0]) in known})
        rest = pairs - self._members.keys()
        self._people.expect_members([(text, self._team_or_none(team)) for text, team in sorted(rest)])

    def _expect_services(self, names: set[str]) -> None:
        wanted: dict[str, str] = {}
        for name in sorted(names):
            try:
                wanted[name] = fold(clean_name(name, 120))
            except ValueError:
                continue
        if not wanted:
            return
        spelled = {key: clean_name(name, 120) for name, key in reversed(wanted.items())}
        found = dict(Service.objects.filter(name_key__in=spelled).values_list("name_key", "pk"))
        new = [Service(name=name) for key, name in sorted(spelled.items()) if key not in found]
        if new:
            Service.objects.bulk_create(new, ignore_conflicts=True)
            found = dict(Service.objects.filter(name_key__in=spelled).values_list("name_key", "pk"))
        self._services.update({name: found[key] for name, key in wanted.items()})

    def _team_or_none(self, name: str) -> Team | None:
        try:
            return self._team(name) if name else None
        except ValueError:
            return None

    def _stay_small(self) -> None:
        self._clear(REMEMBERED)

    def _clear(self, longer_than: int) -> None:
        for remembered in (self._clients, self._teams, self._members, self._services):
            if len(remembered) > longer_than:
                remembered.clear()
        self._contacts.clear(longer_than)
