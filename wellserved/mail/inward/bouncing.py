"""Takes note of letters of ours that did not arrive, and tells the rooms that want to know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from wellserved.journal.actions import record
from wellserved.mail.arrivals import tell_of_bounce
from wellserved.mail.inward.reports import Failure
from wellserved.mail.models import Letter
from wellserved.mail.shapes import Bounce


def take_note_of_failures(failures: Sequence[Failure], message_ids: Sequence[str], moment: datetime) -> None:
    """Believe a report only if it returns a letter of ours: its Message-ID cannot be guessed, so nobody can make us
    believe that somebody else's address is dead. Must be called inside a transaction."""
    letter = Letter.objects.filter(message_id__in=list(message_ids)).order_by("pk").first() if message_ids else None
    if letter is None or not failures:
        return
    worst = max(failures, key=lambda failure: failure.hard)
    take_note_of_bounce(letter, worst.hard, worst.status, moment)


def take_note_of_bounce(letter: Letter, hard: bool, status: str, moment: datetime) -> None:
    """Journal it, and tell. Must be called inside a transaction."""
    record(kind="letter.bounced", subject_kind="letter", subject_id=letter.pk, hard=hard, status=status[:12])
    tell_of_bounce(Bounce(letter.to_email, hard, status, letter.pk, moment))
