"""A round is planned, and changed until it runs."""

from __future__ import annotations

from django.db import transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import SYSTEM, By
from wellserved.listening.models import Repeating, Round
from wellserved.listening.rules.asking import three_questions
from wellserved.listening.shapes import Plan
from wellserved.people.models import Member


class RunningError(ValueError):
    """The round has begun: what was said to people cannot be changed any more."""


@transaction.atomic
def plan_round(*, plan: Plan, member: Member | None, by: By, follows: Round | None = None) -> Round:
    """A round that nobody is drawn for yet. It may follow another, and open with its promises."""
    one = Round(created_by=member, follows=follows, by_calendar=by == SYSTEM)
    _set(one, plan)
    record(kind="round.planned", by=by, subject_kind="round", subject_id=one.pk, teams=sorted(plan.team_ids))
    return one


@transaction.atomic
def change_round(*, round_id: int, plan: Plan, by: By) -> Round:
    """Plan it otherwise. A RunningError once it runs."""
    one = Round.objects.select_for_update().get(pk=round_id)
    if one.state != Round.State.PLANNED:
        raise RunningError("This round runs already. Its questions and its draw stay as they are.")
    _set(one, plan)
    record(kind="round.changed", by=by, subject_kind="round", subject_id=one.pk, teams=sorted(plan.team_ids))
    return one


@transaction.atomic
def drop_round(*, round_id: int, by: By) -> None:
    """A round that never began is gone; nobody was drawn."""
    one = Round.objects.select_for_update().get(pk=round_id)
    if one.state != Round.State.PLANNED:
        raise RunningError("This round runs already, and people were drawn.")
    if one.follows_id:  # what repeats goes on from the round before
        Repeating.objects.filter(round=one).update(round_id=one.follows_id)
    one.delete()
    record(kind="round.dropped", by=by, subject_kind="round", subject_id=round_id)


def _set(one: Round, plan: Plan) -> None:
    one.name, one.purpose = plan.name, plan.purpose
    one.first_day, one.last_day = plan.first_day, plan.last_day
    one.calls_each, one.questions = plan.calls_each, list(plan.questions) or three_questions()
    one.served_months, one.client_kind, one.groups = plan.served_months, plan.client_kind, plan.groups
    one.save()
    one.teams.set(plan.team_ids)
    one.services.set(plan.service_ids)
