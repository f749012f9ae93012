"""Clients and their contacts from a file."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.people.actions.importing.lines import BATCH, CONTACT_COLUMNS, YES, Report, Table, open_table, too_many
from wellserved.people.actions.matching import clean_line, contacts_known_as, key_of_line
from wellserved.people.actions.resolving import Resolver
from wellserved.people.models import Client, Contact
from wellserved.people.rules import clean_name, fold, shortened
from wellserved.people.shapes import ContactLine

Said = dict[str, str]
Key = tuple[str, str]


def open_contacts(path: Path) -> Table:
    return open_table(path, CONTACT_COLUMNS, ("client", "name", "email"))


def check_contact(said: Said) -> None:
    """A ValueError says what cannot be kept of this line."""
    if said.get("client"):
        clean_name(said["client"], 200, "client's name")
    _kind(said)
    if not _is_client_only(said):
        clean_line(_line(said, None))
        _phone(said)


def import_contacts(file: Path, by: By, at_most: int | None = None) -> Report:
    """Take over every line that can be read. A line with a client alone adds that client."""
    table, report, resolver = open_contacts(file), Report(), Resolver(by)
    batch: list[tuple[int, Said]] = []
    for number, said in table.lines():
        report.lines += 1
        too_many(report, at_most)
        try:
            if isinstance(said, str):
                raise ValueError(said)
            check_contact(said)
        except ValueError as refused:
            report.refuse(number, str(refused))
            continue
        batch.append((number, said))
        if len(batch) == BATCH:
            _take_over(batch, resolver, report)
            batch = []
    _take_over(batch, resolver, report)
    with transaction.atomic():
        record(kind="people.imported", by=by, what="contacts", **report.counts())
    return report


@transaction.atomic
def _take_over(batch: list[tuple[int, Said]], resolver: Resolver, report: Report) -> None:
    """One batch, in one transaction; each line counts as new, changed or the same."""
    known = _known_before(batch)
    for kind in Client.Kind.values:
        resolver.expect_clients(
            (said["client"] for _, said in batch if said.get("client") and _kind(said) == kind), kind
        )
    served = [resolver.client(said["client"]) if said.get("client") else None for _, said in batch]
    lines = [_line(said, client) for (_, said), client in zip(batch, served, strict=True)]
    resolver.expect_contacts(line for line in lines if line.name or line.email)
    for (_, said), client, line in zip(batch, served, lines, strict=True):
        if _is_client_only(said):
            key: Key = ("client", client.name_key if client else "")
            changed = False
        else:
            before = resolver.created["contact_changed"]
            contact = resolver.contact(**line._asdict())
            changed = _note_more(contact, said) or resolver.created["contact_changed"] > before
            key = ("contact", contact.email or f"{contact.name_key}\n{contact.client_id}")
            if line.email == "" and contact.email:
                known.add(key)
        if key not in known:
            known.add(key)
            report.created += 1
        elif changed:
            report.changed += 1


def _known_before(batch: list[tuple[int, Said]]) -> set[Key]:
    """Which clients and contacts of the batch there are already."""
    names = {fold(clean_name(said["client"])) for _, said in batch if said.get("client")}
    clients = {client.name_key: client for client in Client.objects.filter(name_key__in=names)}
    known: set[Key] = {("client", key) for key in clients}
    lines = [
        clean_line(_line(said, clients.get(fold(clean_name(said["client"]))) if said.get("client") else None))
        for _, said in batch
        if not _is_client_only(said)
    ]
    for contact in contacts_known_as({key_of_line(line) for line in lines}).values():
        known.add(("contact", contact.email.lower() or f"{contact.name_key}\n{contact.client_id}"))
    return known


def _note_more(contact: Contact, said: Said) -> bool:
    """Phone, and the wish not to be asked. Nobody is opted in by a file."""
    fields = []
    phone = _phone(said)
    if phone and contact.phone != phone:
        contact.phone = phone
        fields.append("phone")
    if said.get("opted_out", "").casefold() in YES and contact.opted_out_at is None:
        contact.opted_out_at = now()
        fields.append("opted_out_at")
    if fields:
        contact.save(update_fields=fields)
    return bool(fields)


def _line(said: Said, client: Client | None) -> ContactLine:
    return ContactLine(
        client, said.get("name", ""), said.get("email", ""), said.get("language", ""), said.get("timezone", "")
    )


def _is_client_only(said: Said) -> bool:
    return bool(said.get("client")) and not said.get("name") and not said.get("email")


def _kind(said: Said) -> str:
    kind = said.get("kind", "").casefold() or "external"
    if kind not in Client.Kind.values:
        raise ValueError(f"{shortened(said['kind'])} is neither internal nor external.")
    return kind


def _phone(said: Said) -> str:
    return clean_name(said["phone"], 60, "phone number") if said.get("phone") else ""
