"""What is agreed, and as each of those invited sees it."""

from __future__ import annotations

from collections.abc import Sequence

from wellserved.calendars.models import Appointment, Guest
from wellserved.calendars.shapes import Entry, Invited, Person


def appointment_of(subject: tuple[str, int]) -> Appointment | None:
    """What was agreed for this, standing or called off."""
    return Appointment.objects.filter(subject_kind=subject[0], subject_id=subject[1]).first()


def answers_to(subject: tuple[str, int]) -> dict[int, Guest]:
    """What contacts' calendars answered to the time that stands, by contact."""
    standing = Guest.objects.filter(
        appointment__subject_kind=subject[0],
        appointment__subject_id=subject[1],
        appointment__state=Appointment.State.STANDS,
        contact__isnull=False,
    )
    return {guest.contact_id or 0: guest for guest in standing}


def shown_to(one: Invited, found: Appointment, people: Sequence[Invited], answers: str) -> Entry:
    """The entry as it stands in the calendar of one of them; `answers` is where their calendar sends its answer."""
    host = next((other for other in people if other.host), one)
    return Entry(
        uid=found.uid,
        sequence=found.sequence,
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        timezone=one.timezone,
        summary=one.summary,
        stamped_at=found.changed_at,
        description=one.description,
        where=found.where,
        url=one.url,
        off=found.state == Appointment.State.OFF,
        organizer=Person(host.name, answers),
        people=tuple(Person(other.name, other.address, host=other.host) for other in people if other.address),
    )
