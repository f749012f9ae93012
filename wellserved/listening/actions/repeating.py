"""A round comes again: the calendar plans the next one some days before, and never begins it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import SYSTEM, By
from wellserved.kit.clock import local_day, now
from wellserved.listening.actions.planning import plan_round
from wellserved.listening.models import Repeating, Round
from wellserved.listening.queries.before import plan_of
from wellserved.listening.rules.naming import usual_days, usual_name
from wellserved.listening.rules.repeating import WEEKEND, next_start
from wellserved.people.models import Member

AHEAD = timedelta(days=14)


class FollowedError(ValueError):
    """There is a round after this one already."""


@transaction.atomic
def repeat_round(
    *,
    round_id: int,
    unit: str,
    every: int,
    days: Sequence[Sequence[int]],
    team_ids: Sequence[int],
    member: Member | None,
    by: By,
) -> Repeating:
    """After this round comes another, and another after that, of these teams. Said again, it is otherwise."""
    one = _last(round_id)
    today = local_day(now(), settings.TIME_ZONE)
    row = Repeating.objects.filter(round=one).first() or Repeating(round=one)
    row.unit, row.every, row.days, row.anchor = unit, every, [list(day) for day in days], one.first_day
    row.starts_on = next_start(unit, every, days, one.first_day, max(today, one.first_day + WEEKEND))
    row.ahead_days, row.set_by, row.set_at = AHEAD.days, member, now()
    row.save()
    row.teams.set(team_ids)
    record(kind="round.repeats", by=by, subject_kind="round", subject_id=round_id, unit=unit, teams=sorted(team_ids))
    return row


@transaction.atomic
def stop_repeating(*, round_id: int, by: By) -> bool:
    """No round comes by itself any more. False if none would have."""
    gone, _ = Repeating.objects.filter(round_id=round_id).delete()
    if gone:
        record(kind="round.repeats_no_more", by=by, subject_kind="round", subject_id=round_id)
    return bool(gone)


@transaction.atomic
def plan_next_round(*, round_id: int, team_ids: Sequence[int], member: Member | None, by: By) -> Round:
    """Plan the next one now, like this one, of these teams; if it repeats, that goes on from the new one."""
    one = _last(round_id)
    first, last = usual_days(local_day(now(), settings.TIME_ZONE))
    return _follow(one, first, last, team_ids, member, by)


def plan_due_rounds() -> int:
    """What is due within its days ahead is planned, for a lead to begin. Again changes nothing."""
    today, planned = local_day(now(), settings.TIME_ZONE), 0
    due = Repeating.objects.filter(starts_on__lte=today + AHEAD).order_by("starts_on", "pk")
    for pk in list(due.values_list("pk", flat=True)):
        with transaction.atomic():
            row = due.select_for_update(of=("self",)).select_related("round").filter(pk=pk).first()
            planned += row is not None and _plan(row, today)
    return planned


def _plan(row: Repeating, today: date) -> bool:
    teams = list(row.teams.filter(archived_at=None).values_list("pk", flat=True))
    if not teams:
        stop_repeating(round_id=row.round_id, by=SYSTEM)
        return False
    # After a long rest it is the next that can still be prepared, and not all that were missed.
    first = row.starts_on
    if first <= today:
        first = next_start(row.unit, row.every, row.days, row.anchor, today)
    if first > today + AHEAD:
        row.starts_on = first
        row.save(update_fields=["starts_on"])
        return False
    _follow(row.round, first, first + (row.round.last_day - row.round.first_day), teams, None, SYSTEM)
    return True


def _follow(one: Round, first: date, last: date, team_ids: Sequence[int], member: Member | None, by: By) -> Round:
    plan = replace(plan_of(one), name=usual_name(first), first_day=first, last_day=last, team_ids=tuple(team_ids))
    planned = plan_round(plan=plan, member=member, by=by, follows=one)
    row = Repeating.objects.filter(round=one).first()
    if row is not None:
        row.round = planned
        row.starts_on = next_start(row.unit, row.every, row.days, row.anchor, first)
        row.save(update_fields=["round", "starts_on"])
    return planned


def _last(round_id: int) -> Round:
    """The last of its chain, locked: two who plan the next one at once plan one."""
    one = Round.objects.select_for_update().get(pk=round_id)
    if one.followed_by.exists():
        raise FollowedError("The round after this one is planned already.")
    return one
