"""A time is agreed, moved or called off, and everybody's calendar is told (RFC 5546)."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from wellserved.calendars.models import Appointment, Guest
from wellserved.calendars.queries.appointments import appointment_of, shown_to
from wellserved.calendars.shapes import Invited
from wellserved.calendars.writing import message
from wellserved.journal.actions import record
from wellserved.journal.shapes import SYSTEM, By
from wellserved.kit.clock import now
from wellserved.mail.actions import cancel_letter, queue_letter
from wellserved.mail.models import Letter

UNSENT = (Letter.State.QUEUED, Letter.State.CANCELLED, Letter.State.FAILED)


@transaction.atomic
def keep_appointment(
    *,
    subject: tuple[str, int],
    starts_at: datetime,
    ends_at: datetime,
    people: Sequence[Invited],
    where: str = "",
    by: By = SYSTEM,
) -> Appointment:
    """Invite to this time, or change what was agreed before. Nothing is sent if nothing is different.

    Each of `people` brings the letter that goes to them; one without a letter is invited without one.
    """
    found = appointment_of(subject)
    same = (Appointment.State.STANDS, starts_at, ends_at, where)
    if found is None:
        found = Appointment(subject_kind=subject[0], subject_id=subject[1], uid=_uid())
    elif (found.state, found.starts_at, found.ends_at, found.where) == same:
        return found
    else:
        found.sequence += 1
    found.state, found.starts_at, found.ends_at, found.where = same
    found.changed_at = now()
    found.save()
    found.guests.update(answer="", answered_at=None, answered_sequence=None)
    _tell(found, people, "REQUEST")
    record(kind="appointment.agreed", by=by, **_details(found))
    return found


@transaction.atomic
def call_off(*, subject: tuple[str, int], people: Sequence[Invited], by: By = SYSTEM) -> bool:
    """Tell who knows of it that it will not be. Who declined has it in their calendar no more, and is not told.
    False if there was nothing to call off."""
    found = appointment_of(subject)
    if found is None or found.state == Appointment.State.OFF:
        return False
    found.state, found.sequence, found.changed_at = Appointment.State.OFF, found.sequence + 1, now()
    found.save(update_fields=["state", "sequence", "changed_at"])
    guests = {(guest.member_id, guest.contact_id): guest for guest in found.guests.select_related("letter")}
    knowing = [
        one
        for one in people
        if (guest := guests.get((one.member_id, one.contact_id)))
        and guest.answer != Guest.Answer.DECLINED
        and not _never_left(guest, by)
    ]
    _tell(found, knowing, "CANCEL")
    record(kind="appointment.called_off", by=by, **_details(found))
    return True


def _tell(found: Appointment, people: Sequence[Invited], method: str) -> None:
    guests = {(guest.member_id, guest.contact_id): guest for guest in found.guests.all()}
    for one in people:
        guest = guests.get((one.member_id, one.contact_id))
        if guest is None:
            guest = Guest.objects.create(appointment=found, member_id=one.member_id, contact_id=one.contact_id)
        if not one.letter:
            continue
        first = f"appointment:{found.pk}:{guest.pk}"
        entry = shown_to(one, found, people, answers=f"{{{{answers:{first}}}}}")
        key = first if guest.letter_id is None else f"{first}:{found.sequence}"
        late = None if method == "CANCEL" else found.starts_at
        guest.letter = queue_letter(key=key, calendar=message(entry, method), not_after=late, **one.letter)
        guest.save(update_fields=["letter"])


def _never_left(guest: Guest, by: By) -> bool:
    """The only letter about it waits here still: it is taken back, and they never hear of it."""
    letter = guest.letter
    first = letter is not None and letter.key.count(":") == 2
    if letter is None or not first or letter.state not in UNSENT:
        return letter is None
    return letter.state != Letter.State.QUEUED or cancel_letter(letter_id=letter.pk, by=by)


def _details(found: Appointment) -> dict[str, Any]:
    subject = {"subject_kind": found.subject_kind, "subject_id": found.subject_id}
    return {**subject, "appointment": found.pk, "sequence": found.sequence}


def _uid() -> str:
    host = str(settings.DEFAULT_FROM_EMAIL).rpartition("@")[2].strip("> ") or "localhost"
    return f"{secrets.token_hex(20)}@{host}"
