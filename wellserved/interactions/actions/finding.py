"""From names to rows: clients, teams, members, contacts and services, made when they are unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from wellserved.interactions.models import Service
from wellserved.interactions.shapes import ContactIn, InteractionIn
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.recent import Recent
from wellserved.people.actions import Resolver
from wellserved.people.models import Client, Team
from wellserved.people.rules import clean_name, fold
from wellserved.people.shapes import ContactLine

REMEMBERED = 20_000


class Finder:
    """Looks up what rows name, a batch at a time, and remembers what it met: one for a whole import.

    What cannot be understood raises a ValueError to show. After a rollback call `forget()`.
    """

    def __init__(self, by: By) -> None:
        self._by = by
        self._people = Resolver(by)
        self._told: Counter[str] = Counter()
        self._clients: dict[str, Client] = {}
        self._teams: dict[str, Team] = {}
        self._members: dict[tuple[str, str], int] = {}
        self._services: dict[str, int] = {}
        self._contacts: Recent[tuple[str, str], tuple[ContactIn, str, int, int | None]] = Recent(REMEMBERED)

    def meet(self, rows: Iterable[InteractionIn]) -> None:
        """Find or make everybody whom a batch names, in a few queries."""
        self._stay_small()
        rows = [row for row in rows if not self._knows(row)]
        self._people.expect_clients({row.client for row in rows if row.client} - self._clients.keys())
        self._people.expect_teams({row.team for row in rows if row.team} - self._teams.keys())
        pairs = {(text, row.team) for row in rows for text in row.members} - self._members.keys()
        self._people.expect_members([(text, self._team_or_none(team)) for text, team in sorted(pairs)])
        self._expect_services({row.service for row in rows if row.service} - self._services.keys())
        lines = {}
        for row in rows:
            if row.contact and self._key(row.contact, row.client) not in self._contacts:
                lines[row.contact, row.client] = row.contact
        self._people.expect_contacts(
            ContactLine(self._client_or_none(client), it.name, it.email, it.language, it.timezone)
            for (_, client), it in lines.items()
        )

    def named(self, row: InteractionIn) -> tuple[int | None, int | None, int | None, int | None]:
        """The ids of the client, contact, team and service that a row names."""
        _, _, service, _, _, team, _, client, contact, *_ = row
        team_id = (self._teams.get(team) or self._team(team)).id if team else None
        client_id = (self._clients.get(client) or self._client(client)).id if client else None
        contact_id = None
        if contact is not None and (contact.email or contact.name):
            contact_id, contacts_client = self._contact(contact, client)
            client_id = client_id or contacts_client
        return (
            client_id,
            contact_id,
            team_id,
            (self._services.get(service) or self._service(service)) if service else None,
        )

    def members(self, row: InteractionIn) -> set[int]:
        """The ids of those who served."""
        known, team = self._members, row.team
        return {known.get((text, team)) or self._member(text, team) for text in row.members}

    def _client(self, name: str) -> Client:
        found = self._clients.get(name)
        if found is None:
            found = self._clients[name] = self._people.client(name)
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

    def _contact(self, contact: ContactIn, client: str) -> tuple[int, int | None]:
        """The contact's id, and its client's. What the row says of a known contact is taken over."""
        key = self._key(contact, client)
        known = self._contacts.get(key)
        if known is None or known[0] != contact or known[1] != client:
            found = self._people.contact(
                client=self._client(client) if client else None,
                name=contact.name,
                email=contact.email,
                language=contact.language,
                timezone=contact.timezone,
            )
            known = self._contacts.put(key, (contact, client, found.pk, found.client_id))
        return known[2], known[3]

    def _knows(self, row: InteractionIn) -> bool:
        """Whether everybody whom a row names has been met: most rows of a file name the same few."""
        _, _, service, _, _, team, members, client, contact, *_ = row
        return (
            (not team or team in self._teams)
            and (not client or client in self._clients)
            and (not service or service in self._services)
            and self._members.keys() >= {(text, team) for text in members}
            and (contact is None or self._key(contact, client) in self._contacts)
        )

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
        for remembered in (self._clients, self._teams, self._members, self._services):
            remembered.clear()
        self._contacts.clear()

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

    def _client_or_none(self, name: str) -> Client | None:
        try:
            return self._client(name) if name else None
        except ValueError:
            return None

    def _stay_small(self) -> None:
        for remembered in (self._clients, self._teams, self._members, self._services):
            if len(remembered) > REMEMBERED:
                remembered.clear()

    @staticmethod
    def _key(contact: ContactIn, client: str) -> tuple[str, str]:
        return (contact.email.lower(), "") if contact.email else (contact.name, client)
