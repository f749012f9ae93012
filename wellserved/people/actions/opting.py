"""A contact does not want to be asked any more, or does again."""

from __future__ import annotations

from django.db import transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.people.models import Contact


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
