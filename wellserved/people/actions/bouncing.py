"""An address that letters do not reach: noted when a mail server says so, and undone by hand."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.mail.arrivals import hears_of_bounces
from wellserved.mail.shapes import Bounce
from wellserved.people.models import Contact


@hears_of_bounces
def take_note(bounce: Bounce) -> None:
    """Mark the address for good, or count that it could not be reached for now. In the caller's transaction."""
    contact = Contact.objects.filter(email__iexact=bounce.email).first() if bounce.email else None
    if contact is None:
        return
    if not bounce.hard:
        Contact.objects.filter(pk=contact.pk).update(soft_bounces=F("soft_bounces") + 1)
    elif Contact.objects.filter(pk=contact.pk, bounced_at=None).update(bounced_at=bounce.at):
        record(kind="contact.unreachable", subject_kind="contact", subject_id=contact.pk, letter=bounce.letter_id)


@transaction.atomic
def trust_address(*, contact_id: int, by: By) -> bool:
    """The address is right after all: letters go there again. False if that was so already."""
    changed = Contact.objects.filter(pk=contact_id, bounced_at__isnull=False).update(bounced_at=None, soft_bounces=0)
    if changed:
        record(kind="contact.reachable", by=by, subject_kind="contact", subject_id=contact_id)
    return bool(changed)
