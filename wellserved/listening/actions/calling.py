"""A call begins, is held, finds nobody, or is put off; and a tap by mistake is taken back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.listening.actions.answering import OverError, TakenError
from wellserved.listening.actions.keeping_time import team_of
from wellserved.listening.letters import write_again
from wellserved.listening.models import Call, Round
from wellserved.listening.queries.calling import OPEN_TO_NOTES, TO_SPEAK
from wellserved.listening.queries.eligible import unwanted_among
from wellserved.listening.queries.times import taken_by
from wellserved.listening.rules.slots import clashes
from wellserved.mail.actions import cancel_letter, queue_letter
from wellserved.mail.models import Letter
from wellserved.people.models import Member

State = Call.State
SECOND_THOUGHTS = timedelta(minutes=5)  # so long the letter waits, in case of a tap by mistake
MOST_LETTERS = 2  # in which we say that we could not reach them
LONGEST_AGO = timedelta(days=60)
SAME = timedelta(seconds=5)  # so far apart two clocks tell of one beginning
_AGAIN = "call:{}:again:"


@transaction.atomic
def begin_call(*, call_id: int, by: By, ago: int = 0) -> bool:
    """The clock runs, since so many seconds. It begins once; of two beginnings the earlier holds."""
    call = _locked(call_id)
    moment = now() - min(timedelta(seconds=ago), LONGEST_AGO)
    if call.state not in OPEN_TO_NOTES or (call.began_at is not None and call.began_at <= moment + SAME):
        return False
    call.began_at = moment
    call.save(update_fields=["began_at"])
    record(kind="call.began", by=by, subject_kind="call", subject_id=call.pk, round=call.round_id)
    return True


@transaction.atomic
def end_call(*, call_id: int, by: By, ago: int = 0) -> bool:
    """They have spoken. Again changes nothing; so does a page that hears of it late."""
    call = _locked(call_id)
    if call.state == State.HELD or call.state in (State.DRAWN, State.REPLACED):
        return False
    call.held_at = now() - min(timedelta(seconds=ago), LONGEST_AGO)
    call.began_at = min(call.began_at or call.held_at, call.held_at)
    call.state, call.remind_at = State.HELD, None
    call.save(update_fields=["state", "began_at", "held_at", "remind_at"])
    _take_back_letter(call, by)
    record(kind="call.held", by=by, subject_kind="call", subject_id=call.pk, round=call.round_id)
    return True


@transaction.atomic
def miss_call(*, call_id: int, by: By) -> Call:
    """Nobody was reached. They can choose again, and are told so."""
    call = _to_speak(call_id)
    call.state, call.tries, call.began_at = State.NO_SHOW, call.tries + 1, None
    call.save(update_fields=["state", "tries", "began_at"])
    _let_them_choose(call)
    record(kind="call.missed", by=by, subject_kind="call", subject_id=call.pk, round=call.round_id, tries=call.tries)
    return call


@transaction.atomic
def put_off_call(*, call_id: int, starts_at: datetime | None, by: By) -> Call:
    """They asked to be called later: at a time that was agreed on, or when they choose one. A TakenError where the
    member has another call by then."""
    call = _to_speak(call_id)
    call.began_at, call.starts_at = None, starts_at
    if starts_at is None:
        call.state = State.LATER
    else:
        Member.objects.select_for_update(of=("self",)).get(pk=call.member_id)
        if clashes(starts_at, taken_by(call.member_id, call.pk)):
            raise TakenError
        call.state, call.answered_at = State.PLANNED, now()
    call.save(update_fields=["state", "began_at", "starts_at", "answered_at"])
    if starts_at is None:
        _let_them_choose(call)
    else:
        _take_back_letter(call, by)
    details = {"round": call.round_id, "agreed": starts_at is not None}
    record(kind="call.put_off", by=by, subject_kind="call", subject_id=call.pk, **details)
    return call


@transaction.atomic
def take_up_call(*, call_id: int, by: By) -> bool:
    """It was a tap by mistake, or they called back: the call goes on. A letter that has not left stays here."""
    call = _locked(call_id)
    if call.state not in (State.HELD, State.NO_SHOW, State.LATER) or call.round.state != Round.State.RUNNING:
        return False
    call.state, call.held_at = (State.WISHED if call.wish else State.INVITED), None
    call.save(update_fields=["state", "held_at"])
    _take_back_letter(call, by)
    record(kind="call.taken_up", by=by, subject_kind="call", subject_id=call.pk, round=call.round_id)
    return True


def _locked(call_id: int) -> Call:
    calls = Call.objects.select_for_update(of=("self",)).select_related("round", "member", "contact")
    return calls.get(pk=call_id)


def _to_speak(call_id: int) -> Call:
    call = _locked(call_id)
    if call.state not in TO_SPEAK or call.round.state != Round.State.RUNNING:
        raise OverError
    return call


def _let_them_choose(call: Call) -> None:
    """A letter with the link to choose again; after two of them they are left in peace."""
    contact, before = call.contact, Letter.objects.filter(key__startswith=_AGAIN.format(call.pk))
    sent = before.exclude(state=Letter.State.CANCELLED).count()
    if contact is None or sent >= MOST_LETTERS or unwanted_among([contact.pk], now()):
        return
    team = team_of(call)
    letter = write_again(call, team, asked=call.state == State.LATER)
    key = f"{_AGAIN.format(call.pk)}{before.count() + 1}"
    queue_letter(key=key, not_before=now() + SECOND_THOUGHTS, **letter)


def _take_back_letter(call: Call, by: By) -> None:
    waiting = Letter.objects.filter(key__startswith=_AGAIN.format(call.pk), state=Letter.State.QUEUED)
    for letter_id in waiting.values_list("pk", flat=True):
        cancel_letter(letter_id=letter_id, by=by)
