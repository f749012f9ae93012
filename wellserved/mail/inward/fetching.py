"""Fetches letters: each is kept here before it is marked in the mailbox, so that none is lost or comes twice."""

from __future__ import annotations

import time

from django.db import transaction

from wellserved.journal.actions import record
from wellserved.kit.clock import now
from wellserved.mail.inward.mailbox import Access, MailboxError, Open, access, opened
from wellserved.mail.inward.storing import store_letter
from wellserved.mail.models import Mailbox

BATCH = 50
TURN_LASTS = 20.0  # seconds; the rest comes with the next turn


def fetch_letters() -> int:
    """One look into the mailbox. How many letters were looked at."""
    try:
        found = access()
        if found is None:
            return 0
        count, new = _fetch(found)
    except MailboxError as error:
        _failed(str(error))
        return 0
    if new:
        with transaction.atomic():
            record(kind="letters_in.fetched", looked_at=count, new=new)
    return count


def _fetch(found: Access) -> tuple[int, int]:
    row, _ = Mailbox.objects.get_or_create(pk=1)
    with opened(found) as box:
        if row.uid_validity != box.uid_validity:  # another mailbox, or numbered anew: begin with what nobody has opened
            row.uid_validity, row.last_uid = box.uid_validity, box.uid_next - 1
            row.save(update_fields=["uid_validity", "last_uid"])
        count, new = _take(box, row)
    Mailbox.objects.filter(pk=1).update(looked_at=now(), failing_since=None, last_error="")
    return count, new


def _take(box: Open, row: Mailbox) -> tuple[int, int]:
    until, count, new = time.monotonic() + TURN_LASTS, 0, 0
    for uid in box.waiting(row.last_uid)[:BATCH]:
        if time.monotonic() > until:
            break
        try:
            letter = box.fetch(uid)
        except MailboxError:  # this one: the others must not wait for it. Nobody has opened it, so it is tried again
            letter = None
        if letter is not None:
            new += store_letter(raw=letter.raw, source="imap", received_at=letter.received_at, size=letter.size)
            box.taken(uid)
        if uid > row.last_uid:
            row.last_uid = uid
            row.save(update_fields=["last_uid"])
        count += 1
    return count, new


def _failed(said: str) -> None:
    Mailbox.objects.get_or_create(pk=1)
    Mailbox.objects.filter(pk=1, failing_since=None).update(failing_since=now())
    Mailbox.objects.filter(pk=1).update(last_error=said[:300], looked_at=now())
