"""Clients: added, edited."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.people.models import Client, Member
from wellserved.people.rules import clean_name

FIELDS = ("name", "kind", "active_from", "active_until", "executive_id")


@transaction.atomic
def add_client(
    *,
    name: str,
    kind: str,
    active_from: date | None,
    active_until: date | None,
    by: By,
    executive: Member | None = None,
) -> Client:
    client = Client(executive=executive)
    _fill(client, name, kind, active_from, active_until)
    record(kind="client.added", by=by, subject_kind="client", subject_id=client.pk)
    return client


@transaction.atomic
def edit_client(
    *,
    client_id: int,
    name: str,
    kind: str,
    active_from: date | None,
    active_until: date | None,
    by: By,
    executive: Member | None = None,
) -> Client:
    client = Client.objects.select_for_update().get(pk=client_id)
    before = [getattr(client, field) for field in FIELDS]
    client.executive = executive
    _fill(client, name, kind, active_from, active_until)
    fields = [field for field, old in zip(FIELDS, before, strict=True) if old != getattr(client, field)]
    if fields:
        record(kind="client.edited", by=by, subject_kind="client", subject_id=client.pk, fields=fields)
    return client


def _fill(client: Client, name: str, kind: str, active_from: date | None, active_until: date | None) -> None:
    client.name = clean_name(name, 200, "client's name")
    if kind not in Client.Kind.values:
        raise ValueError("A client is internal or external.")
    if active_from and active_until and active_until < active_from:
        raise ValueError("The last day lies before the first.")
    client.kind, client.active_from, client.active_until = kind, active_from, active_until
    try:
        with transaction.atomic():
            client.save()
    except IntegrityError:
        raise ValueError("There is a client of this name already.") from None
