"""From what rows say of contacts to the contacts: made when they are unknown, changed when they are said anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from wellserved.interactions.shapes import ContactIn
from wellserved.people.actions import Resolver
from wellserved.people.actions.matching import contacts_still_there, known_at
from wellserved.people.models import Client
from wellserved.people.shapes import ContactLine

Said = tuple[ContactIn | None, str]  # a contact, and the name of its client
Ids = tuple[int | None, int | None]  # of a contact, and of its client
NOBODY: Ids = (None, None)


class ContactFinder:
    """Looks up contacts, a batch at a time, and remembers whom it met."""

    def __init__(self, people: Resolver, client: Callable[[str], Client]) -> None:
        self._people, self._client = people, client
        # A contact and its client's name as a row said them last → their ids; and which saying was the last.
        self._known: dict[Said, Ids] = {}
        self._last_said: dict[tuple[str, str], Said] = {}

    def has_lost_some_of(self, said: Iterable[Said]) -> bool:
        """Whether one of these was met, and is there no more."""
        ids = {known[0] for known in map(self._known.get, said) if known and known[0]}
        return bool(ids) and contacts_still_there(ids) != ids

    def expect(self, said: Iterable[Said]) -> None:
        """Look up or make those who are new, in a few queries."""
        new = [(it, client) for it, client in said if it and (it, client) not in self._known]
        self._recognise(new)
        rest = [pair for pair in new if pair not in self._known]
        self._people.expect_clients({client for _, client in rest} - {""})
        self._people.expect_contacts(
            ContactLine(self._client_or_none(client), it.name, it.email, it.language, it.timezone)
            for it, client in rest
        )

    def found(self, said: Iterable[Said]) -> list[Ids]:
        """Who they are. A ValueError says why somebody cannot be understood."""
        known = self._known.get
        return [
            known(pair) or (self._find(pair[0], pair[1]) if pair[0] and (pair[0].email or pair[0].name) else NOBODY)
            for pair in said
        ]

    def clear(self, longer_than: int) -> None:
        """Forget everybody, if they are more than so many."""
        if len(self._last_said) > longer_than:
            self._known.clear()
            self._last_said.clear()

    def _find(self, contact: ContactIn, client: str) -> Ids:
        """What the row says of a known contact is taken over."""
        found = self._people.contact(
            client=self._client(client) if client else None,
            name=contact.name,
            email=contact.email,
            language=contact.language,
            timezone=contact.timezone,
        )
        key = _key(contact, client)
        if key in self._last_said:
            self._known.pop(self._last_said[key], None)
        self._last_said[key] = contact, client
        self._known[contact, client] = ids = found.pk, found.client_id
        return ids

    def _recognise(self, said: Sequence[tuple[ContactIn, str]]) -> None:
        """Those of whom a batch says nothing but what is kept: there is nothing to take over from them."""
        known = known_at({it.email.lower() for it, _ in said if it.email})
        for it, client in said:
            kept = known.get(it.email.lower())
            key = _key(it, client)
            if (
                kept
                and key not in self._last_said
                and not self._people.has_at_hand(key[0])
                and it.name in ("", kept.name)
                and it.language in ("", kept.language)
                and it.timezone in ("", kept.timezone)
                and (kept.client_id or not client)
            ):
                self._last_said[key] = it, client
                self._known[it, client] = kept.id, kept.client_id

    def _client_or_none(self, name: str) -> Client | None:
        try:
            return self._client(name) if name else None
        except ValueError:
            return None


def _key(contact: ContactIn, client: str) -> tuple[str, str]:
    return (contact.email.lower(), "") if contact.email else (contact.name, client)
