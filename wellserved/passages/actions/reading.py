"""A reader reads, hands over, replies."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext

from wellserved.frame.speaking import language_of_letters_to, speaking
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.mail.actions import queue_letter
from wellserved.mail.models import Letter
from wellserved.passages.models import Passage
from wellserved.passages.queries import THREAD, replies_to
from wellserved.people.models import Contact, Member


class NotTheReaderError(Exception):
    """Only its reader reads a passage; somebody else may first take it over."""


class NoAddressError(Exception):
    """There is no address that a reply could go to."""


@transaction.atomic
def mark_read(*, passage_id: int, member: Member, by: By) -> Passage:
    """The reader has read it. Again changes nothing."""
    passage = _locked(passage_id, member)
    _read(passage, by)
    return passage


@transaction.atomic
def hand_over(*, passage_id: int, reader: Member, by: By) -> Passage:
    """Give what nobody has read yet to another reader; the time stays."""
    passage = Passage.objects.select_for_update().get(pk=passage_id)
    if passage.reader_id != reader.pk and passage.read_at is None:
        before, passage.reader = passage.reader_id, reader
        passage.save(update_fields=["reader"])
        details = {"before": before, "after": reader.pk}
        record(kind="passage.handed_over", by=by, subject_kind="passage", subject_id=passage.pk, **details)
    return passage


@transaction.atomic
def reply_to_passage(
    *, passage_id: int, member: Member, subject: str, text: str, by: By, contact: Contact | None = None
) -> Letter:
    """Write back, in the reader's own name. Sending the same form twice is one letter; replying is reading.

    `contact`: to whom, where the passage itself names nobody.
    """
    passage = _locked(passage_id, member)
    contact = passage.contact or contact
    if contact is None or not contact.email:
        raise NoAddressError
    with speaking(language_of_letters_to(contact.language)):
        words = _without_markers(_with_their_words(text, passage.words))
    letter = queue_letter(
        key=_reply_key(passage, words),
        kind="reply",
        audience=Letter.Audience.CUSTOMER,
        to_email=contact.email,
        to_name=contact.name,
        from_name=member.name,
        reply_to=address_of(member),
        subject=subject,
        text=words,
        thread=(THREAD, passage.pk),
    )
    if passage.reply_id != letter.pk:
        passage.reply, passage.replied_at = letter, now()
        passage.save(update_fields=["reply", "replied_at"])
        details = {"letter": letter.pk}
        record(kind="passage.replied", by=by, subject_kind="passage", subject_id=passage.pk, **details)
    _read(passage, by)
    return letter


def _reply_key(passage: Passage, words: str) -> str:
    """Replies are numbered; the words of the last one, sent once more, are that same letter."""
    last = passage.reply
    again = last is not None and last.text == words
    return f"reply:passage:{passage.pk}:{replies_to(passage) + (0 if again else 1)}"


def address_of(member: Member) -> str:
    """Where a member reads mail."""
    return member.email or (member.account.email if member.account else "")


def _locked(passage_id: int, member: Member) -> Passage:
    passage = Passage.objects.select_for_update().get(pk=passage_id)
    if passage.reader_id != member.pk:
        raise NotTheReaderError
    return passage


def _read(passage: Passage, by: By) -> None:
    if passage.read_at is None:
        passage.read_at = now()
        passage.save(update_fields=["read_at"])
        record(kind="passage.read", by=by, subject_kind="passage", subject_id=passage.pk)


def _with_their_words(text: str, words: str) -> str:
    if not words:
        return text
    quoted = "\n".join(f"> {line}" for line in words.splitlines())
    said_by_them = gettext("You wrote:")
    return f"{text.rstrip()}\n\n{said_by_them}\n{quoted}"


def _without_markers(text: str) -> str:
    """What people type is never taken for a place where a secret link belongs."""
    return text.replace("{{", "{ {")
