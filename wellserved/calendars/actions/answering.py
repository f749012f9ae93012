"""A letter brings what a calendar answers: it is believed if it comes from who was invited, and told on."""

from __future__ import annotations

from wellserved.calendars.answers import CalendarAnswer, tell_of_answer
from wellserved.calendars.models import Appointment, Guest
from wellserved.calendars.reading import Answer, read_answer
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.mail.arrivals import Taken, reads_calendars
from wellserved.mail.shapes import ArrivedLetter


@reads_calendars
def take_answer(letter: ArrivedLetter, calendar: bytes) -> Taken:
    """Where it belongs, or False if it answers nothing of ours. In the transaction that delivers the letter.

    The UID cannot be guessed; yet others may see it in a shared calendar or a forwarded letter. So an answer counts
    only if it names the person whom we invited, and comes from their address. Any other changes nothing, and whoever
    keeps the appointment is told of it.
    """
    answer = read_answer(calendar)
    found = _answered(answer) if answer else None
    if answer is None or found is None:
        return False
    guest, said = _who(found, answer, letter.from_email)
    stale = answer.sequence is not None and answer.sequence < found.sequence
    if guest is not None and not stale:
        _note(guest, found, said, letter)
    heard = CalendarAnswer(
        subject_id=found.subject_id,
        answer=said,
        arrived_id=letter.id,
        at=letter.received_at,
        said_by=letter.from_email,
        contact_id=guest.contact_id if guest else None,
        member_id=guest.member_id if guest else None,
        stale=stale or found.state == Appointment.State.OFF,
        comment=answer.comment,
        proposes=answer.proposes,
    )
    tell_of_answer(found.subject_kind, heard)
    return (found.subject_kind, found.subject_id)


def _answered(answer: Answer) -> Appointment | None:
    return Appointment.objects.select_for_update().filter(uid=answer.uid).first()


def _who(found: Appointment, answer: Answer, sender: str) -> tuple[Guest | None, str]:
    """Whose answer it is, and what it says."""
    named = dict(reversed(answer.people))
    for guest in found.guests.select_related("member", "contact"):
        person = guest.contact or guest.member
        address = (person.email if person else "").lower()
        if address and address in named and sender.lower() == address:
            return guest, named[address]
    return None, next((said for _, said in answer.people), "")


def _note(guest: Guest, found: Appointment, said: str, letter: ArrivedLetter) -> None:
    if not said or (guest.answered_at is not None and guest.answered_at > letter.received_at):
        return  # a proposal alone, or overtaken on its way by a later answer
    guest.answer, guest.answered_at, guest.answered_sequence = said, letter.received_at, found.sequence
    guest.save(update_fields=["answer", "answered_at", "answered_sequence"])
    by = By("contact", guest.contact_id) if guest.contact_id else By("member", guest.member_id)
    record(
        kind="appointment.answered",
        by=by,
        subject_kind=found.subject_kind,
        subject_id=found.subject_id,
        appointment=found.pk,
        sequence=found.sequence,
        answer=said,
    )
