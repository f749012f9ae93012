"""How a line of data is matched with the people we know. Reads only."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db.models.functions import Lower

from wellserved.kit.reading import among, asked, listed
from wellserved.people.addresses import clean_email, is_email
from wellserved.people.models import Client, Contact, Member, Membership
from wellserved.people.rules import clean_language, clean_name, clean_timezone, fold
from wellserved.people.shapes import ContactLine

# (address, 0) or, for somebody without one, (folded name, number of the client); the flag tells them apart
ContactKey = tuple[bool, str, int]


class Known(NamedTuple):
    """What is kept of a contact that a line of data can say anew."""

    id: int
    client_id: int | None
    name: str
    language: str
    timezone: str


def clean_line(line: ContactLine) -> ContactLine:
    """The line as it is kept; a ValueError says which part cannot be."""
    name = clean_name(line.name, 200, "contact's name") if line.name.strip() else ""
    email = clean_email(line.email)
    if not (name or email):
        raise ValueError("A contact needs a name or an e-mail address.")
    return ContactLine(line.client, name, email, clean_language(line.language), clean_timezone(line.timezone))


def key_of_line(line: ContactLine) -> ContactKey:
    if line.email:
        return (True, line.email, 0)
    return (False, fold(line.name), line.client.pk if line.client else 0)


def contacts_known_as(keys: Iterable[ContactKey]) -> dict[ContactKey, Contact]:
    """Two queries at most. Of namesakes at one client the one without an address, then the older, is meant."""
    addresses = [key[1] for key in keys if key[0]]
    names = {(key[1], key[2]) for key in keys if not key[0]}
    found: dict[ContactKey, Contact] = {}
    if addresses:
        found |= {(True, contact.email.lower(), 0): contact for contact in _contacts_at(addresses)}
    if names:
        namesakes = Contact.objects.filter(name_key__in={name for name, _ in names}).order_by("id")
        clients = {client for _, client in names}
        if 0 not in clients:
            namesakes = namesakes.filter(client_id__in=clients)
        for contact in sorted(namesakes, key=lambda contact: bool(contact.email)):
            place = (contact.name_key, contact.client_id or 0)
            if place in names:
                found.setdefault((False, *place), contact)
    return found


def _contacts_at(addresses: list[str]) -> Iterable[Contact]:
    """By their addresses, in words of SQL: the ORM would look at each by itself, for longer than the database."""
    columns = ", ".join(f'"{field.column}"' for field in Contact._meta.concrete_fields if field.name != "created_at")
    table = Contact._meta.db_table
    query = f"SELECT {columns} FROM \"{table}\" WHERE NOT (email = '') AND LOWER(email) {among('text')}"  # noqa: S608
    return Contact.objects.raw(query, [listed(addresses)])


def known_at(addresses: Collection[str]) -> dict[str, Known]:
    """Those of the addresses, in lower case, that are a contact's."""
    table = Contact._meta.db_table
    columns = "LOWER(email), id, client_id, name, language, timezone"
    query = f"SELECT {columns} FROM \"{table}\" WHERE NOT (email = '') AND LOWER(email) {among('text')}"  # noqa: S608
    return {address: Known(*kept) for address, *kept in asked(query, listed(addresses))} if addresses else {}


def clients_called(keys: Collection[str]) -> dict[str, int]:
    """Those of the folded names that are a client's, with its id."""
    query = f'SELECT name_key, id FROM "{Client._meta.db_table}" WHERE name_key {among("text")}'  # noqa: S608
    return dict(asked(query, listed(keys))) if keys else {}


def members_at(addresses: Collection[str]) -> dict[str, int]:
    """Those of the addresses, in lower case, that are a member's, with their id."""
    table = Member._meta.db_table
    query = f"SELECT LOWER(email), id FROM \"{table}\" WHERE NOT (email = '') AND LOWER(email) {among('text')}"  # noqa: S608
    return dict(asked(query, listed(addresses))) if addresses else {}


def contacts_still_there(ids: Iterable[int]) -> set[int]:
    """Those of the contacts that exist."""
    query = f'SELECT id FROM "{Contact._meta.db_table}" WHERE id {among("bigint")}'  # noqa: S608
    return {row[0] for row in asked(query, listed(sorted(ids)))}


def take_over(contact: Contact, line: ContactLine) -> list[str]:
    """Put what the line says into the contact; the names of the columns that changed."""
    changed = [
        field
        for field in ("name", "language", "timezone")
        if getattr(line, field) and getattr(contact, field) != getattr(line, field)
    ]
    for field in changed:
        setattr(contact, field, getattr(line, field))
    if "name" in changed:
        changed += ["name_key", "family_key"]
    if contact.client_id is None and line.client is not None:
        contact.client = line.client
        changed.append("client")
    return changed


def members_named(keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Member]:
    """Members by (address or folded name, number of a team or 0).

    An address is certain; then what the help desk calls them; then their name: of namesakes the one in the team,
    then one who has not left, then the older.
    """
    texts = {text for text, _ in keys}
    addresses = {text for text in texts if is_email(text)}
    known: dict[str, list[Member]] = {}
    if addresses:
        for mailed in Member.objects.exclude(email="").alias(at=Lower("email")).filter(at__in=addresses):
            known[mailed.email.lower()] = [mailed]
    rest = texts - known.keys()
    if rest:
        for member in Member.objects.exclude(external_key="").filter(external_key__in=rest):
            known[member.external_key] = [member]
    rest -= known.keys() | addresses
    if rest:
        for member in Member.objects.filter(name_key__in=rest).order_by("id"):
            known.setdefault(member.name_key, []).append(member)
    places = _places([member for namesakes in known.values() if len(namesakes) > 1 for member in namesakes])
    return {
        (text, team): min(known[text], key=lambda m: ((m.pk, team) not in places, m.left_at is not None, m.pk))
        for text, team in keys
        if text in known
    }


def new_member(text: str) -> Member:
    """Somebody the data names for the first time. What it calls them is kept, to know them by the next time."""
    if is_email(text):
        return Member(name=text.split("@")[0], email=text.lower())
    return Member(name=text, external_name=text)


def _places(members: list[Member]) -> set[tuple[int, int]]:
    if not members:
        return set()
    return set(Membership.objects.filter(member__in=members).values_list("member_id", "team_id"))
