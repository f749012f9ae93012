"""The sample year's listening rounds: one that runs, of the desk."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from wellserved.demo.actions.meeting import meet_over_what_was_said
from wellserved.demo.actions.peopling import People
from wellserved.journal.shapes import By
from wellserved.kit.clock import local_day, now
from wellserved.listening.actions.answering import choose_time, wish_for_time
from wellserved.listening.actions.drawing import replace_contact, start_round
from wellserved.listening.actions.inviting import invite_to_calls
from wellserved.listening.actions.planning import plan_round
from wellserved.listening.models import Call, Round
from wellserved.listening.queries.times import free_times
from wellserved.listening.rules.naming import usual_name
from wellserved.listening.shapes import Plan
from wellserved.people.models import Member
from wellserved.people.queries import lead_of

SEED = "20261109"


def listen_in_person(people: People, end: datetime) -> None:
    desk = people.team_ids[0]
    lead = lead_of(desk)
    if lead is None:
        return
    by, first = By("member", lead.pk), local_day(end, settings.TIME_ZONE) - timedelta(days=4)
    plan = Plan(
        name=usual_name(first),
        team_ids=(desk,),
        first_day=first,
        last_day=first + timedelta(days=11),
        purpose="What do people say whom we never hear from?",
    )
    one = start_round(round_id=plan_round(plan=plan, member=lead, by=by).pk, member=lead, by=by, seed=SEED)
    away = one.calls.exclude(member=lead).order_by("pk").first()
    if away is not None:
        caller = Member.objects.get(pk=away.member_id)
        replace_contact(
            call_id=away.pk, reason="On parental leave until spring", member=caller, by=By("member", caller.pk)
        )
    members = list(one.members.order_by("pk").values_list("pk", flat=True))
    for member_id in members[:4]:
        _invite(one, member_id)
    meet_over_what_was_said(one, members[4:], lead, end)


def _invite(one: Round, member_id: int) -> None:
    """Of three who are invited one chooses a time, one writes when, and one has not answered yet."""
    calls = list(
        one.calls.filter(member_id=member_id, state=Call.State.DRAWN).select_related("round").order_by("place")
    )
    invite_to_calls(call_ids=[call.pk for call in calls], by=By("member", member_id))
    free = free_times(calls[0], now()) if calls else []
    if free:
        choose_time(call_id=calls[0].pk, starts_at=free[0], number="Ext. 4417")
    if len(calls) > 1:
        wish_for_time(call_id=calls[1].pk, wish="Any day after four, please", number="Ext. 2210")
