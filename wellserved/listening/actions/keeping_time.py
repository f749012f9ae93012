"""Calendars follow the calls: whatever gives a call its time, moves it or takes it away, both are told within seconds.

A job compares, rather than each action writing: so a time chosen anew within a few minutes is one change, not two.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from wellserved.calendars.actions.appointments import call_off, keep_appointment
from wellserved.calendars.models import Appointment, OwnCalendar
from wellserved.calendars.queries.appointments import appointment_of
from wellserved.kit.clock import now
from wellserved.listening.agreeing import News, both
from wellserved.listening.models import Call, Round
from wellserved.listening.queries.times import hours_of
from wellserved.listening.rules.slots import TALK
from wellserved.people.models import Team

SUBJECT = "call"
THINKS_AGAIN = timedelta(minutes=10)  # so long who gave up a time may take to choose another
BATCH = 50
State = Call.State


def keep_calendars_in_step() -> int:
    """Invite, move and call off what is not as it should be. How many calls were looked at."""
    moment = now()
    ids = [*_to_tell(moment).values_list("pk", flat=True)[:BATCH], *_to_call_off(moment)[:BATCH]]
    for call_id in ids:
        keep_in_step(call_id=call_id)
    return len(ids)


@transaction.atomic
def keep_in_step(*, call_id: int) -> None:
    """One call's time, in both calendars. Again changes nothing."""
    calls = Call.objects.select_for_update(of=("self",)).select_related("round", "member", "contact__client")
    call = calls.filter(pk=call_id).first()
    subject = (SUBJECT, call_id)
    if call is None:
        call_off(subject=subject, people=[])
        return
    standing = appointment_of(subject)
    team = team_of(call)
    own = OwnCalendar.objects.filter(member_id=call.member_id).only("letters").first()
    zone, letters = hours_of(call.member_id).timezone, own is None or own.letters
    if has_its_time(call) and call.starts_at:
        news = News.CHOSEN if standing is None or standing.state == Appointment.State.OFF else News.MOVED
        people = both(call, team, news, call.starts_at, their_zone=zone, letters=letters)
        ends_at = call.starts_at + TALK
        keep_appointment(subject=subject, starts_at=call.starts_at, ends_at=ends_at, where=call.number, people=people)
    elif standing is not None:
        people = both(call, team, News.OFF, standing.starts_at, their_zone=zone, letters=letters)
        call_off(subject=subject, people=people)


def has_its_time(call: Call) -> bool:
    """Whether it is agreed when it will be."""
    running = call.round.state == Round.State.RUNNING
    return call.state == State.PLANNED and call.starts_at is not None and running and call.contact_id is not None


def team_of(call: Call) -> Team | None:
    """The team of the round that its member is in."""
    return call.member.teams.filter(pk__in=call.round.teams.values("pk")).order_by("pk").first()


def _standing() -> QuerySet[Appointment]:
    return Appointment.objects.filter(subject_kind=SUBJECT, state=Appointment.State.STANDS)


def _to_tell(moment: datetime) -> QuerySet[Call]:
    """Calls whose time nobody's calendar knows."""
    same = _standing().filter(subject_id=OuterRef("pk"), starts_at=OuterRef("starts_at"), where=OuterRef("number"))
    agreed = Call.objects.filter(state=State.PLANNED, starts_at__gt=moment, round__state=Round.State.RUNNING)
    return agreed.filter(~Exists(same), contact__isnull=False).order_by("pk")


def _to_call_off(moment: datetime) -> list[int]:
    """Calls of which calendars know a time that is no more. One that was held early stays where it stands."""
    held = Q(state=State.HELD)
    agreed = Q(state=State.PLANNED, starts_at__isnull=False, round__state=Round.State.RUNNING, contact__isnull=False)
    thinking = Q(state=State.INVITED, answered_at__gt=moment - THINKS_AGAIN, round__state=Round.State.RUNNING)
    well = Call.objects.filter(held | agreed | thinking, pk=OuterRef("subject_id"))
    off = _standing().filter(~Exists(well), starts_at__gt=moment).order_by("pk")
    return list(off.values_list("subject_id", flat=True))
