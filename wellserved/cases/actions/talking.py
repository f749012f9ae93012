"""What is said on a case: by them, to them, and among ourselves."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from django.db import transaction

from wellserved.calendars.queries import hours_for
from wellserved.cases.actions.keeping import held, keep, run_again, words_were_read
from wellserved.cases.letters import tell_of_words, write_message
from wellserved.cases.models import Case, Message, Note, Understanding
from wellserved.cases.rules import clocks, moving
from wellserved.cases.rules.moving import NotNowError
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.kit.text import clean_text
from wellserved.people.actions.meeting import find_or_create_contact
from wellserved.people.models import Member


@transaction.atomic
def hear_contact(
    *, case_id: int, key: str, words: str, by: By, at: datetime | None = None, arrived_id: int | None = None
) -> Message | None:
    """They wrote more. Clocks that stood for their answer run again; somebody is to read it. None: known already."""
    case = held(case_id)
    if Message.objects.filter(key=key).exists():
        return None
    message = Message.objects.create(
        case=case,
        key=key,
        kind=Message.Kind.SAID,
        words=clean_text(words),
        arrived_id=arrived_id,
        at=_after_what_was_said(case, min(at or now(), now())),
    )
    run_again(case)
    if case.state != moving.RECEIVED and case.read_by is None:
        case.read_by, case.told_words = clocks.read_by(now(), hours_for(case.team_id)), 0
    keep(case)
    record(kind="case.written_to", by=by, subject_kind="case", subject_id=case.pk, message=message.pk)
    tell_of_words(case, message)
    return message


def _after_what_was_said(case: Case, at: datetime) -> datetime:
    """Mailboxes tell whole seconds: what comes within the second of the last words stands below them, not above."""
    last = Message.objects.filter(case=case).order_by("-at", "-pk").values_list("at", flat=True).first()
    return max(at, last) if last is not None and last.replace(microsecond=0) == at.replace(microsecond=0) else at


@transaction.atomic
def mark_words_read(*, case_id: int, by: By) -> bool:
    """What they wrote was read, and needs no letter back. False if nothing waited."""
    case = held(case_id)
    if case.read_by is None:
        return False
    words_were_read(case)
    keep(case)
    record(kind="case.words_read", by=by, subject_kind="case", subject_id=case.pk)
    return True


@transaction.atomic
def ask_contact(*, case_id: int, member: Member, words: str, by: By) -> Case:
    """Ask them something: until they write back, both clocks stand."""
    case = held(case_id)
    if case.state == moving.CLOSED:
        raise NotNowError
    if case.state in moving.OPEN and case.paused_at is None:
        case.paused_at = now()
        case.paused_until = clocks.paused_until(case.paused_at, hours_for(case.team_id))
    write_to_them(case, member, Message.Kind.ASKED, words, by)
    record(kind="case.asked", by=by, subject_kind="case", subject_id=case.pk)
    return case


@transaction.atomic
def resume_case(*, case_id: int, by: By) -> bool:
    """The clocks run again, though they have not written back. False if they ran already."""
    case = held(case_id)
    if case.paused_at is None:
        return False
    run_again(case)
    keep(case)
    record(kind="case.resumed", by=by, subject_kind="case", subject_id=case.pk)
    return True


@transaction.atomic
def note_case(*, case_id: int, member: Member, words: str, by: By) -> Note:
    """A word among ourselves."""
    note = Note.objects.create(case_id=case_id, words=clean_text(words), member=member)
    record(kind="case.noted", by=by, subject_kind="case", subject_id=case_id, note=note.pk)
    return note


@transaction.atomic
def correct_understanding(*, case_id: int, words: str, by: By) -> Understanding | None:
    """They say how it was. Ours stays beside it; None if it says the same as before."""
    case = held(case_id)
    if case.state == moving.CLOSED:
        raise NotNowError
    last = Understanding.objects.filter(case=case).order_by("-number").first()
    if last is None or last.words == clean_text(words):
        return None
    version = understand(case, words, None)
    if case.read_by is None:
        case.read_by, case.told_words = clocks.read_by(now(), hours_for(case.team_id)), 0
    keep(case)
    record(kind="case.corrected", by=by, subject_kind="case", subject_id=case.pk, version=version.number)
    tell_of_words(case, None)
    return version


def understand(case: Case, words: str, member: Member | None) -> Understanding:
    """The next version of what we understood; none is ever overwritten."""
    number = Understanding.objects.filter(case=case).count() + 1
    return Understanding.objects.create(case=case, number=number, words=clean_text(words), member=member)


def write_to_them(case: Case, member: Member, kind: str, words: str, by: By) -> Message:
    """One of us writes: what they had written was read by that. In the transaction of the caller, who journals it."""
    if case.contact is None and case.writer_email:
        with suppress(ValueError):  # a name that cannot be kept
            found = find_or_create_contact(client=case.client, name=case.writer_name, email=case.writer_email, by=by)
            case.contact, case.client = found, case.client or found.client
    words_were_read(case)
    keep(case)
    number = Message.objects.filter(case=case).count() + 1
    message = Message.objects.create(
        case=case, key=f"ours:{case.pk}:{number}", kind=kind, words=clean_text(words), member=member
    )
    write_message(case, message, member)
    return message
