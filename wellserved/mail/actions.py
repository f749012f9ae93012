"""Writing letters, and saying whether they may leave. Sending them is in tasks.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Unpack, cast

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from wellserved.journal.actions import record
from wellserved.journal.shapes import SYSTEM, By
from wellserved.kit.blobs import keep_blob
from wellserved.kit.clock import now
from wellserved.kit.tokens import hash_token
from wellserved.mail.composing import is_an_address, message_id_for
from wellserved.mail.models import Letter, LetterFile, Mailbox, Release
from wellserved.mail.queries import fingerprint, letters_in_doubt
from wellserved.mail.rules import many_lines, one_line
from wellserved.mail.shapes import FileIn, LetterIn
from wellserved.mail.threads import references_to, reply_token

AT_ONCE = 500
# Not yet with the mail server: waiting, or claimed by a worker that has not handed it over.
_STILL_HERE = Q(state=Letter.State.QUEUED) | Q(state=Letter.State.SENDING, handed_over_at__isnull=True)


def queue_letter(**said: Unpack[LetterIn]) -> Letter:
    """Put one letter into the outbox. The same key again is the same letter, and changes nothing.

    Text, html and header values may hold {{token:PURPOSE:SEED}}; the token is made when the letter leaves, and
    never stored. SEED has 16 characters or more and must not be guessable.
    A letter still here at `not_after` is cancelled instead of sent; one still here at `rests_from` does not leave
    until it is moved.
    `thread`, such as ("case", 17), is where an answer to it belongs: see mail/arrivals.py. The letter then bears the
    References of what was written there before, and an address of its own to answer to, if letters come in here.
    With `answers_to_both` an answer reaches `reply_to` besides, so that somebody reads it in their own mailbox, too.
    `calendar` is an iTIP message (RFC 5546): it goes along as RFC 6047 says, and as a file.
    `files` go along as they are; those with a content id are pictures that the html shows.
    """
    columns = _columns(said)
    if thread := said.get("thread"):
        columns["headers"] = references_to(*thread) | columns["headers"]
    files = said.get("files") or ()
    if not files:
        return Letter.objects.get_or_create(key=said["key"], defaults=columns)[0]
    kept = [_kept(file) for file in files]
    with transaction.atomic():  # no letter leaves without what belongs to it
        letter, made = Letter.objects.get_or_create(key=said["key"], defaults={**columns, "has_files": True})
        if made:
            for row in kept:
                row.letter = letter
            LetterFile.objects.bulk_create(kept)
    return letter


def _kept(file: FileIn) -> LetterFile:
    """The bytes are on the disk before the row is written."""
    return LetterFile(
        name=one_line(file.name, 120),
        content_type=one_line(file.content_type, 80),
        content_id=one_line(file.content_id, 60),
        sha256=keep_blob(Path(settings.FILES_ROOT), file.data),
    )


def queue_letters(letters: Sequence[Mapping[str, Any]]) -> dict[str, Letter]:
    """The same for many at once, by key, in two queries for each five hundred. Each is the first of its thread.

    Files do not go along with these.
    """
    found: dict[str, Letter] = {}
    for start in range(0, len(letters), AT_ONCE):
        some = letters[start : start + AT_ONCE]
        rows = [Letter(key=said["key"], **_columns(cast("LetterIn", said))) for said in some]
        Letter.objects.bulk_create(rows, ignore_conflicts=True)
        found |= {letter.key: letter for letter in Letter.objects.filter(key__in=[row.key for row in rows])}
    return found


def _columns(said: LetterIn) -> dict[str, Any]:
    """All but the key, made safe."""
    if not is_an_address(said["to_email"]):
        raise ValueError("The address that a letter was to go to is not an e-mail address.")
    headers = {one_line(name, 60): one_line(value, 900) for name, value in (said.get("headers") or {}).items()}
    if said["kind"] != "reply":
        headers.setdefault("Auto-Submitted", "auto-generated")
    reply_to, thread = said.get("reply_to", ""), said.get("thread")
    return {
        "kind": said["kind"],
        "audience": said["audience"],
        "to_email": said["to_email"],
        "to_name": one_line(said.get("to_name", ""), 200),
        "from_name": one_line(said.get("from_name", ""), 200),
        "reply_to": reply_to if is_an_address(reply_to) else "",
        "subject": one_line(said["subject"], 300),
        "text": many_lines(said["text"]),
        "html": many_lines(said.get("html", "")),
        "calendar": many_lines(said.get("calendar", "")),
        "headers": headers,
        "message_id": message_id_for(said["key"]),
        "thread_kind": thread[0] if thread else "",
        "thread_id": thread[1] if thread else None,
        "reply_hash": hash_token(reply_token(said["key"])) if thread else None,
        "answers_to_both": said.get("answers_to_both", False),
        "not_before": said.get("not_before") or now(),
        "not_after": said.get("not_after"),
        "rests_from": said.get("rests_from"),
    }


@transaction.atomic
def cancel_letter(*, letter_id: int, by: By = SYSTEM) -> bool:
    """Take a letter back that has not left. False if it has: then nothing changes."""
    taken = Letter.objects.filter(_STILL_HERE, pk=letter_id).update(
        state=Letter.State.CANCELLED, claimed_by="", claimed_at=None
    )
    if taken:
        record(kind="letter.cancelled", by=by, subject_kind="letter", subject_id=letter_id)
    return bool(taken)


def move_letter(*, letter_id: int, not_before: datetime, rests_from: datetime) -> bool:
    """Let a letter that waits leave later. False if it waits no more."""
    waiting = Letter.objects.filter(pk=letter_id, state=Letter.State.QUEUED)
    return bool(waiting.update(not_before=not_before, rests_from=rests_from))


@transaction.atomic
def send_again(*, letter_id: int, by: By) -> bool:
    """Put a letter that failed or may not have arrived back into the outbox. What was cancelled stays so."""
    # What asks in confidence and may have arrived has brought a ticket; a second would let one person speak twice.
    again = Q(state=Letter.State.FAILED) | letters_in_doubt() & ~Q(kind="confide")
    done = Letter.objects.filter(again, pk=letter_id).update(
        state=Letter.State.QUEUED,
        not_before=now(),
        not_after=None,
        attempts=0,
        last_error="",
        claimed_by="",
        claimed_at=None,
        handed_over_at=None,
    )
    if done:
        record(kind="letter.queued_again", by=by, subject_kind="letter", subject_id=letter_id)
    return bool(done)


@transaction.atomic
def leave_letter(*, letter_id: int, by: By) -> bool:
    """Say of a letter that may or may not have arrived that it is to be left at that."""
    done = Letter.objects.filter(letters_in_doubt(), pk=letter_id).update(state=Letter.State.SENT)
    if done:
        record(kind="letter.left", by=by, subject_kind="letter", subject_id=letter_id)
    return bool(done)


@transaction.atomic
def release_mail(*, by: By) -> bool:
    """Let letters to customers leave this very copy. A demo is never released: False."""
    if settings.DEMO:
        return False
    _, made = Release.objects.get_or_create(fingerprint=fingerprint(), defaults={"released_by": by.id})
    if made:
        record(kind="mail.released", by=by)
    return True


@transaction.atomic
def hold_mail(*, by: By) -> None:
    """Hold letters to customers again, in this copy and in every other that this database was ever."""
    gone, _ = Release.objects.all().delete()
    if gone:
        record(kind="mail.held", by=by)


@transaction.atomic
def set_mailbox(*, fields: Mapping[str, Any], sealed: str | None, by: By) -> None:
    """Say where letters come in. Another server or folder is looked at from its beginning: what nobody opened."""
    row, _ = Mailbox.objects.select_for_update().get_or_create(pk=1)
    names = ("address", "plus", "host", "security", "port", "username", "folder", "move_to")
    changed = [name for name in names if getattr(row, name) != fields[name]]
    for name in changed:
        setattr(row, name, fields[name])
    if sealed is not None:
        row.password_sealed = sealed
        changed.append("password")
    if {"host", "port", "username", "folder"} & set(changed):
        row.uid_validity, row.last_uid = None, 0
    row.failing_since, row.last_error = None, ""
    row.save()
    if changed:
        record(kind="mailbox.set", by=by, fields=changed)
