"""When a member can be called upon, and what of it is taken."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from wellserved.calendars.queries import hours_for_teams
from wellserved.calendars.queries.own import busy_times_of
from wellserved.calendars.shapes import BusinessHours, week_of
from wellserved.listening.models import Call, CallingHours, usual_hours
from wellserved.listening.rules.slots import Hours, slots


def hours_of(member_id: int) -> CallingHours:
    """A member's calling hours; the usual ones, not saved, until they say otherwise."""
    found = CallingHours.objects.filter(member_id=member_id).first()
    return found or CallingHours(member_id=member_id, timezone=settings.TIME_ZONE, hours=usual_hours())


def hours_for(call: Call) -> Hours:
    """When this call can be: the member's hours, but for days off of the round's teams and what their calendar says."""
    own = hours_of(call.member_id)
    teams = set(call.round.teams.values_list("pk", flat=True))
    closed = tuple(hours_for_teams(teams).values()) if teams else ()
    return Hours(BusinessHours(own.timezone, week_of(own.hours)), closed, busy_times_of(call.member_id))


def taken_by(member_id: int, but: int | None = None) -> list[datetime]:
    """When this member has calls already, in whichever round."""
    planned = Call.objects.filter(member_id=member_id, state=Call.State.PLANNED, starts_at__isnull=False)
    return [at for at in planned.exclude(pk=but or 0).values_list("starts_at", flat=True) if at]


def free_times(call: Call, moment: datetime) -> list[datetime]:
    """What the contact can choose from."""
    one = call.round
    return slots(hours_for(call), taken_by(call.member_id, call.pk), one.first_day, one.last_day, moment)
