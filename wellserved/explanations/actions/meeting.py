"""The meeting before a page is called, called off, and noted. Everybody's calendar is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from wellserved.calendars.actions.appointments import call_off, keep_appointment
from wellserved.calendars.shapes import Invited
from wellserved.explanations.models import Explanation, Meeting
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import local, now
from wellserved.kit.text import clean_text
from wellserved.mail.composing import is_an_address
from wellserved.passages.actions.reading import address_of
from wellserved.people.models import Member

SUBJECT, LONGEST = "explanation_meeting", 8_000


@transaction.atomic
def call_meeting(
    *, explanation: Explanation, starts_at: datetime, minutes: int, place: str, people: Sequence[Member],
    host: Member, by: By,
) -> Meeting:  # fmt: skip
    """Invite everybody who is to be there; the host is there anyway."""
    meeting = Meeting.objects.create(
        explanation=explanation, starts_at=starts_at, minutes=minutes, place=clean_text(place)[:200], called_by=host
    )
    everybody = [host, *(one for one in people if one.pk != host.pk)]
    meeting.people.set(everybody)
    keep_appointment(
        subject=(SUBJECT, meeting.pk),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        people=[_invited(meeting, one, host, off=False) for one in everybody],
        where=meeting.place,
        by=by,
    )
    _record("explanation.meeting_called", meeting, by, people=len(everybody))
    return meeting


@transaction.atomic
def call_meeting_off(*, meeting_id: int, by: By) -> bool:
    """Whoever knows of it is told. False if it was off already."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("explanation").get(pk=meeting_id)
    host = meeting.called_by
    if meeting.off_at is not None:
        return False
    meeting.off_at = now()
    meeting.save(update_fields=["off_at"])
    people = list(meeting.people.select_related("account"))
    invited = [_invited(meeting, one, host or one, off=True) for one in people]
    call_off(subject=(SUBJECT, meeting.pk), people=invited, by=by)
    _record("explanation.meeting_called_off", meeting, by)
    return True


@transaction.atomic
def note_meeting(*, meeting_id: int, notes: str, by: By) -> Meeting:
    """What was said there. It stays in the house."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting_id)
    meeting.notes = clean_text(notes)[:LONGEST]
    meeting.save(update_fields=["notes"])
    _record("explanation.meeting_noted", meeting, by)
    return meeting


def _invited(meeting: Meeting, member: Member, host: Member, *, off: bool) -> Invited:
    href = settings.BASE_URL + reverse("explanation", args=[meeting.explanation_id])
    address = address_of(member)
    return Invited(
        name=member.name,
        address=address,
        summary=f"What we did, and why: {meeting.explanation.title}",
        timezone=settings.TIME_ZONE,
        description="Bring what you know of it: what you saw, what you did, and why.",
        url=href,
        member_id=member.pk,
        host=member.pk == host.pk,
        letter=_letter(meeting, member, host, address, href, off=off) if is_an_address(address) else {},
    )


def _letter(meeting: Meeting, member: Member, host: Member, address: str, href: str, *, off: bool) -> dict[str, Any]:
    here = local(meeting.starts_at, "", settings.TIME_ZONE)
    at = f"{here:%A}, {here.day} {here:%B} at {here:%H:%M}"
    subject = f"Called off: our meeting on {at}" if off else f"We look at what happened, on {at}"
    said = (
        "That time is free again."
        if off
        else f"{host.name} would like you there: {meeting.minutes} minutes, so that we can explain to a client what we "
        f"did, and why.{f' Where: {meeting.place}.' if meeting.place else ''} The entry for your calendar comes with "
        "this letter."
    )
    return {
        "kind": "explanation",
        "audience": "staff",
        "to_email": address,
        "to_name": member.name,
        "from_name": settings.ORGANISATION,
        "reply_to": address_of(host),
        "subject": subject,
        "text": f"Dear {member.first_name},\n\n{said}\n\n{href}\n",
    }


def _record(kind: str, meeting: Meeting, by: By, **details: Any) -> None:
    record(
        kind=kind,
        by=by,
        subject_kind="explanation",
        subject_id=meeting.explanation_id,
        meeting=meeting.pk,
        **details,
    )
