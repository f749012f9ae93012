"""What a contact makes of an invitation: a time, a wish, a no, never again; and each of it can be changed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.listening.models import Call, NoCalls, Round
from wellserved.listening.queries.times import hours_for, taken_by
from wellserved.listening.rules.slots import clashes, is_offered
from wellserved.people.models import Member

State = Call.State
OPEN = (State.INVITED, State.PLANNED, State.WISHED, State.DECLINED, State.LATER, State.NO_SHOW)


class OverError(ValueError):
    """The round is over, or somebody else was drawn: nothing can be chosen any more."""


class TakenError(ValueError):
    """Somebody else has that time, or it is not to be had."""


@transaction.atomic
def choose_time(*, call_id: int, starts_at: datetime, number: str) -> Call:
    """The contact takes a free time. A TakenError if somebody was quicker: nothing is changed then."""
    call = _open_call(call_id)
    # The member's row: whoever chooses a time of theirs takes turns, in whichever round.
    Member.objects.select_for_update(of=("self",)).get(pk=call.member_id)
    moment, one = now(), call.round
    offered = is_offered(starts_at, hours_for(call), one.first_day, one.last_day, moment)
    if not offered or clashes(starts_at, taken_by(call.member_id, call.pk)):
        raise TakenError
    return _answer(call, State.PLANNED, "call.time_chosen", starts_at=starts_at, number=number)


@transaction.atomic
def wish_for_time(*, call_id: int, wish: str, number: str) -> Call:
    """The contact writes when, in their own words."""
    return _answer(_open_call(call_id), State.WISHED, "call.time_wished", wish=wish, number=number)


@transaction.atomic
def decline_call(*, call_id: int) -> Call:
    """No, thanks; this time."""
    return _answer(_open_call(call_id), State.DECLINED, "call.declined")


@transaction.atomic
def reopen_call(*, call_id: int) -> Call:
    """They have changed their mind: they can choose again."""
    return _answer(_open_call(call_id), State.INVITED, "call.reopened")


@transaction.atomic
def want_no_calls(*, contact_id: int, by: By) -> bool:
    """This contact is not invited to calls any more. False if that was so already."""
    _, made = NoCalls.objects.get_or_create(contact_id=contact_id)
    if made:
        record(
            kind="contact.opted_out_of", by=by, subject_kind="contact", subject_id=contact_id, of="calls", service=None
        )
    return made


@transaction.atomic
def allow_calls(*, contact_id: int, by: By) -> bool:
    """They may be invited again."""
    gone, _ = NoCalls.objects.filter(contact_id=contact_id).delete()
    if gone:
        record(kind="contact.opted_in", by=by, subject_kind="contact", subject_id=contact_id)
    return bool(gone)


def _open_call(call_id: int) -> Call:
    call = Call.objects.select_for_update(of=("self",)).select_related("round", "contact").get(pk=call_id)
    if call.state not in OPEN or call.round.state != Round.State.RUNNING:
        raise OverError
    return call


def _answer(
    call: Call, state: Call.State, kind: str, *, starts_at: datetime | None = None, wish: str = "", number: str = ""
) -> Call:
    call.state, call.starts_at, call.wish, call.number = state, starts_at, wish, number
    call.answered_at, call.remind_at = now(), None
    call.save(update_fields=["state", "starts_at", "wish", "number", "answered_at", "remind_at"])
    by = By("contact", call.contact_id)
    record(kind=kind, by=by, subject_kind="call", subject_id=call.pk, round=call.round_id)
    return call
