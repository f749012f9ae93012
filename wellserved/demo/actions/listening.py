"""The sample year's listening rounds: one that runs, of the desk."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from wellserved.demo.actions.peopling import People
from wellserved.journal.shapes import By
from wellserved.kit.clock import local_day
from wellserved.listening.actions.drawing import replace_contact, start_round
from wellserved.listening.actions.planning import plan_round
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
