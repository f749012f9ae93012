"""What becomes of held answers: a lead decides, or their ticket comes in."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from wellserved.doors.actions.taking import came_through, mark_released
from wellserved.doors.models import HeldAnswer
from wellserved.doors.queries.held import has_answer, served_as
from wellserved.doors.rules import CLAIMS_WAIT
from wellserved.doors.shapes import Said
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.surveys.actions.open_answers import record_open_answer
from wellserved.surveys.shapes import Answer

State, Reason = HeldAnswer.State, HeldAnswer.Reason
LOOK_AGAIN = timedelta(minutes=1)
LEFT_OUT_KEPT = timedelta(days=90)


@transaction.atomic
def release_held(*, held_id: int, by: By) -> bool:
    """It counts from now on, under the day it was given. False if somebody has decided already."""
    held = HeldAnswer.objects.select_for_update(of=("self",)).select_related("door").get(pk=held_id)
    if held.state != State.WAITING:
        return False
    served = served_as(held.source, held.external_id) if held.external_id else None
    if served is not None and has_answer(served.pk):
        _end(held, State.DROPPED, by)
        record(kind="answer.left_out", by=by, subject_kind="held_answer", subject_id=held.pk, reason="answered")
        return False
    held.decided_by_id = by.id if by.kind == "member" else None
    invitation, _ = record_open_answer(came=came_through(held.door, said_in(held), held.key, served))
    mark_released(held, invitation)
    record(kind="answer.released", by=by, subject_kind="held_answer", subject_id=held.pk, response=invitation.pk)
    return True


@transaction.atomic
def drop_held(*, held_id: int, by: By) -> bool:
    """It does not count. It can be counted after all, for it stays here."""
    held = HeldAnswer.objects.select_for_update(of=("self",)).get(pk=held_id)
    if held.state != State.WAITING:
        return False
    _end(held, State.DROPPED, by)
    record(kind="answer.left_out", by=by, subject_kind="held_answer", subject_id=held.pk, reason="by_hand")
    return True


@transaction.atomic
def look_again(*, held_id: int, by: By) -> bool:
    """Undo: what was left out waits once more."""
    done = HeldAnswer.objects.filter(pk=held_id, state=State.DROPPED).update(
        state=State.WAITING, decided_at=None, decided_by=None
    )
    if done:
        record(kind="answer.held_again", by=by, subject_kind="held_answer", subject_id=held_id)
    return bool(done)


def forget_left_out(*, before: datetime) -> int:
    """Delete what was left out, or lapsed, three months before; what counts stays in surveys."""
    old = HeldAnswer.objects.filter(state=State.DROPPED, decided_at__lt=before - LEFT_OUT_KEPT)
    if not old.exists():
        return 0
    with transaction.atomic():
        gone, _ = old.delete()
        record(kind="held_answers.forgotten", answers=gone)
    return gone


def match_claims(*, limit: int) -> int:
    """Compare claims with the tickets that have come in since; how many now count. Those of a month ago lapse."""
    moment = now()
    claims = HeldAnswer.objects.filter(state=State.WAITING, reason=Reason.CLAIMED)
    if not claims.exclude(
        looked_at__gt=moment - LOOK_AGAIN
    ).exists():  # with nothing to do, nobody is kept from writing
        return 0
    return _match(claims, moment, limit)


@transaction.atomic
def _match(claims: QuerySet[HeldAnswer], moment: datetime, limit: int) -> int:
    due = claims.exclude(looked_at__gt=moment - LOOK_AGAIN).order_by(F("looked_at").asc(nulls_first=True), "pk")
    looked_at = list(due.select_for_update(skip_locked=True, of=("self",)).select_related("door")[:limit])
    matched = lapsed = 0
    for held in looked_at:
        served = served_as(held.source, held.external_id)
        if served is None and moment - held.at < CLAIMS_WAIT:
            continue
        if served is None or has_answer(served.pk):
            held.state, held.decided_at = State.DROPPED, moment
            lapsed += 1
            continue
        invitation, _ = record_open_answer(came=came_through(held.door, said_in(held), held.key, served))
        mark_released(held, invitation)
        matched += 1
    for held in looked_at:
        held.looked_at = moment
    HeldAnswer.objects.bulk_update(looked_at, ["looked_at", "state", "decided_at"])
    if matched or lapsed:
        record(kind="claims.matched", matched=matched, lapsed=lapsed)
    return matched


def _end(held: HeldAnswer, state: str, by: By) -> None:
    held.state, held.decided_at = state, now()
    held.decided_by_id = by.id if by.kind == "member" else None
    held.save(update_fields=["state", "decided_at", "decided_by"])


def said_in(held: HeldAnswer) -> Said:
    answer = Answer(
        b"",
        achieved=held.achieved,
        felt=held.felt,
        qualities=held.qualities,
        words=held.words,
        may_call=held.may_call,
        touch=held.one_touch,
        asked=held.version_id,
        own=held.own,
    )
    return Said(answer, held.at, held.writer_name, held.writer_email, beside_id=held.beside_id)
