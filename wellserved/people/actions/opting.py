"""A contact does not want to be asked any more, or does again."""

from __future__ import annotations

from django.db import transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import SYSTEM, By
from wellserved.kit.clock import now
from wellserved.mail.arrivals import hears_of_unwanted
from wellserved.mail.shapes import Unwanted
from wellserved.people.models import Contact


@hears_of_unwanted
def take_them_at_their_word(unwanted: Unwanted) -> None:
    """They called a letter of ours spam: that is an opt-out, and no complaint. In the caller's transaction."""
    contact = Contact.objects.filter(email__iexact=unwanted.email).first() if unwanted.email else None
    if contact is not None:
        opt_out_contact(contact_id=contact.pk, by=SYSTEM)


@transaction.atomic
def opt_out_contact(*, contact_id: int, by: By) -> bool:
    """Never ask this contact again, until they say otherwise. False if that was so already."""
    changed = Contact.objects.filter(pk=contact_id, opted_out_at=None).update(opted_out_at=now())
    if changed:
        record(kind="contact.opted_out", by=by, subject_kind="contact", subject_id=contact_id)
    return bool(changed)


@transaction.atomic
def opt_in_contact(*, contact_id: int, by: By) -> bool:
    """The contact may be asked again. False if that was so already."""
    changed = Contact.objects.filter(pk=contact_id, opted_out_at__isnull=False).update(opted_out_at=None)
    if changed:
        record(kind="contact.opted_in", by=by, subject_kind="contact", subject_id=contact_id)
    return bool(changed)
