"""Contacts: added, edited. Whether we may ask them is in opting.py."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.people.actions.matching import clean_line
from wellserved.people.models import Client, Contact
from wellserved.people.rules import clean_name
from wellserved.people.shapes import ContactLine

FIELDS = ("client_id", "name", "email", "phone", "language", "timezone")


@transaction.atomic
def add_contact(*, line: ContactLine, phone: str = "", by: By) -> Contact:
    contact = Contact()
    _fill(contact, line, phone)
    record(kind="contact.added", by=by, subject_kind="contact", subject_id=contact.pk)
    return contact


@transaction.atomic
def edit_contact(*, contact_id: int, line: ContactLine, phone: str = "", by: By) -> Contact:
    contact = Contact.objects.select_for_update().get(pk=contact_id)
    before = {field: getattr(contact, field) for field in FIELDS}
    _fill(contact, line, phone)
    fields = [field.removesuffix("_id") for field in FIELDS if before[field] != getattr(contact, field)]
    if fields:
        record(kind="contact.edited", by=by, subject_kind="contact", subject_id=contact.pk, fields=fields)
    return contact


def _fill(contact: Contact, line: ContactLine, phone: str) -> None:
    clean = clean_line(line)
    if clean.email != contact.email.lower():  # what is known of the old address says nothing of the new one
        contact.bounced_at, contact.soft_bounces = None, 0
    for field, value in clean._asdict().items():
        setattr(contact, field, value)
    contact.phone = clean_name(phone, 60, "phone number") if phone.strip() else ""
    try:
        with transaction.atomic():
            contact.save()
    except IntegrityError:
        raise ValueError(_taken(clean)) from None


def _taken(line: ContactLine) -> str:
    if not line.email:
        return "Somebody of this name is known there already. Give an e-mail address, to tell them apart."
    other = Contact.objects.filter(email__iexact=line.email).select_related("client").first()
    where: Client | None = other.client if other else None
    return f"This address belongs to {other}{f', {where}' if where else ''} already."
