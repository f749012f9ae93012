"""A contact's own copy of everything that we know of them. The journal notes that it was made, no more."""

from __future__ import annotations

from typing import IO

from django.db import transaction

from wellserved.custody.erasing.telling import tell
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.people.models import Contact


@transaction.atomic
def copy_contact(*, contact_id: int, by: By) -> IO[bytes]:
    """A ZIP, ready to be read."""
    contact = Contact.objects.select_related("client").get(pk=contact_id)
    archive = tell(contact)
    record(kind="contact.copied", by=by, subject_kind="contact", subject_id=contact_id)
    return archive
