"""Takes note of letters of ours that did not arrive or were not wanted, and tells the rooms that want to know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from wellserved.journal.actions import record
from wellserved.journal.models import Entry
from wellserved.mail.arrivals import tell_of_bounce, tell_of_unwanted
from wellserved.mail.inward.reports import Failure
from wellserved.mail.models import Letter
from wellserved.mail.shapes import Bounce, Unwanted


def take_note_of_failures(failures: Sequence[Failure], message_ids: Sequence[str], moment: datetime) -> None:
    """Believe a report only if it returns a letter of ours: its Message-ID cannot be guessed, so nobody can make us
    believe that somebody else's address is dead. Must be called inside a transaction."""
    letter = _ours(message_ids)
    if letter is None or not failures:
        return
    worst = max(failures, key=lambda failure: failure.hard)
    take_note_of_bounce(letter, worst.hard, worst.status, moment)


def take_note_of_complaint(message_ids: Sequence[str], moment: datetime) -> None:
    """A mail provider returned a letter of ours that somebody called spam. Must be called inside a transaction."""
    letter = _ours(message_ids)
    if letter is not None:
        take_note_of_unwanted(letter, moment)


def take_note_of_unwanted(letter: Letter, moment: datetime) -> None:
    """Journal it, and tell. The same again changes nothing. Must be called inside a transaction."""
    if not _known("letter.unwanted", letter):
        record(kind="letter.unwanted", subject_kind="letter", subject_id=letter.pk)
        tell_of_unwanted(Unwanted(letter.to_email, letter.pk, moment))


def take_note_of_told_bounce(letter: Letter, hard: bool, status: str, moment: datetime) -> None:
    """As below, from a provider, which tells the same more than once: only what is new counts."""
    if not _known("letter.bounced", letter, details__hard=True) and (hard or not _known("letter.bounced", letter)):
        take_note_of_bounce(letter, hard, status, moment)


def take_note_of_bounce(letter: Letter, hard: bool, status: str, moment: datetime) -> None:
    """Journal it, and tell. Must be called inside a transaction."""
    record(kind="letter.bounced", subject_kind="letter", subject_id=letter.pk, hard=hard, status=status[:12])
    tell_of_bounce(Bounce(letter.to_email, hard, status, letter.pk, moment))


def _ours(message_ids: Sequence[str]) -> Letter | None:
    known = Letter.objects.filter(message_id__in=list(message_ids)).order_by("pk")
    return known.first() if message_ids else None


def _known(kind: str, letter: Letter, **details: bool) -> bool:
    return Entry.objects.filter(kind=kind, subject_kind="letter", subject_id=letter.pk, **details).exists()
