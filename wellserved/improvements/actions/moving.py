"""The moves of an idea: chosen, begun, done, let go, taken up again, checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from wellserved.improvements.actions.adding import add_improvement
from wellserved.improvements.models import Improvement
from wellserved.improvements.rules import checking, moving
from wellserved.improvements.shapes import Checked, Evidence, ToMove
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.people.models import Member
from wellserved.promises.actions import change_promise, keep_promise, make_promise, withdraw_promise
from wellserved.promises.models import Promise
from wellserved.promises.rules import due_at

SOURCE_KIND = "improvement"


@transaction.atomic
def choose_improvement(*, improvement_id: int, by: By) -> Improvement:
    """We want it: somebody will be found for it."""
    one = held(improvement_id)
    one.owner = one.due_on = None
    _withdraw(one, by)
    return _moved(one, moving.CHOSEN, by, "improvement.chosen")


@transaction.atomic
def begin_improvement(*, improvement_id: int, owner: Member, due_on: date, by: By) -> Improvement:
    """Somebody does it by a day: their promise, on their Today. Again, it is somebody else's or another day's."""
    one = held(improvement_id)
    one.owner, one.due_on = owner, due_on
    one.done_on = one.check_on = None
    at = due_at(due_on, settings.TIME_ZONE)
    if _is_open(one.promise):
        change_promise(promise_id=one.promise_id or 0, member=owner, text=one.text, due_at=at, by=by)
    else:
        one.promise = make_promise(
            member=owner, text=one.text, due_at=at, by=by, source_kind=SOURCE_KIND, source_id=one.pk
        )
    return _moved(one, moving.DOING, by, "improvement.begun", owner=owner.pk)


@transaction.atomic
def finish_improvement(*, improvement_id: int, done_on: date, to_move: ToMove, by: By) -> Improvement:
    """It is done. The number that it should move is named now, before anybody has looked."""
    one = held(improvement_id)
    one.done_on, one.number = done_on, to_move.number
    one.team_id, one.service_id, one.worth = to_move.team_id, to_move.service_id, to_move.worth
    one.check_on = checking.check_on(done_on, to_move.weeks)
    if _is_open(one.promise):
        keep_promise(promise_id=one.promise_id or 0, by=by)
    return _moved(one, moving.DONE, by, "improvement.done", number=to_move.number, weeks=to_move.weeks)


@transaction.atomic
def check_improvement(*, improvement_id: int, checked: Checked, member: Member | None, by: By) -> Improvement:
    """What became of the number, as it was counted now. It is kept, and not counted anew."""
    one = held(improvement_id)
    one.verdict, one.figures = checked.verdict, asdict(checked)
    one.checked_by, one.checked_at = member, now()
    return _moved(one, moving.CHECKED, by, "improvement.checked", verdict=checked.verdict)


@transaction.atomic
def let_improvement_go(*, improvement_id: int, because: str, by: By) -> Improvement:
    """Not this one, and why: whoever said it reads the reason."""
    one = held(improvement_id)
    one.let_go_because = because[:300]
    _withdraw(one, by)
    return _moved(one, moving.LET_GO, by, "improvement.let_go")


@transaction.atomic
def take_improvement_up(*, improvement_id: int, by: By) -> Improvement:
    """It stands among the ideas again."""
    one = held(improvement_id)
    one.let_go_because, one.owner, one.due_on = "", None, None
    _withdraw(one, by)
    return _moved(one, moving.IDEA, by, "improvement.taken_up")


@transaction.atomic
def follow_decision(
    *,
    key: str,
    text: str,
    owner: Member | None,
    due_on: date | None,
    promise: Promise | None,
    evidence: Sequence[Evidence],
    by: By,
    member: Member | None = None,
) -> Improvement:
    """Something decided elsewhere (a round's theme) stands on the board, with its promise, which stays that room's.

    Decided anew, it follows; what is done, checked or let go here stays as it is.
    """
    one, _ = add_improvement(text=text, by=by, member=member, evidence=evidence, key=key)
    one = held(one.pk)
    if one.state not in moving.OPEN:
        return one
    one.text, one.owner, one.due_on, one.promise = text[:300], owner, due_on, promise
    begun = owner is not None and due_on is not None
    to = moving.DOING if begun else moving.CHOSEN
    if to == one.state:
        one.save(update_fields=["text", "owner", "due_on", "promise"])
        return one
    one.state = to
    return _moved(one, None, by, "improvement.begun" if begun else "improvement.chosen")


@transaction.atomic
def decision_taken_back(*, key: str, by: By) -> None:
    """It was decided otherwise: what stood on the board because of it is an idea again, and owes nobody anything."""
    one = Improvement.objects.select_for_update().filter(key=key).first()
    if one is None or one.state not in (moving.CHOSEN, moving.DOING):
        return
    one.owner = one.due_on = one.promise = None
    one.state = moving.IDEA
    _moved(one, None, by, "improvement.taken_up")


def held(improvement_id: int) -> Improvement:
    """Locked: whoever moves the same idea takes turns."""
    return Improvement.objects.select_for_update().get(pk=improvement_id)


def _moved(one: Improvement, to: str | None, by: By, kind: str, **details: Any) -> Improvement:
    if to is not None:
        one.state = moving.moved(one.state, to)
    one.changed_at = now()
    one.save()
    record(kind=kind, by=by, subject_kind=SOURCE_KIND, subject_id=one.pk, **details)
    return one


def _is_open(promise: Promise | None) -> bool:
    return promise is not None and promise.state == Promise.State.OPEN


def _withdraw(one: Improvement, by: By) -> None:
    """The promise that was made here; one made in a round's meeting is that meeting's."""
    promise = one.promise
    if promise is not None and promise.state == Promise.State.OPEN and promise.source_kind == SOURCE_KIND:
        one.promise = None
        one.save(update_fields=["promise"])
        withdraw_promise(promise_id=promise.pk, by=by)
