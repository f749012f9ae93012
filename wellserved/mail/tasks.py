"""Sends letters, in batches, each exactly once where the mail server lets us know.

A letter is claimed and that is committed before anything is said to the server; just before its words go out, that
too is committed. So whatever is killed when, the row tells what is certain: see docs/operate/mail.md.
"""

from __future__ import annotations

import os
import socket
import time
import uuid
from collections import Counter
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from wellserved.journal.actions import record
from wellserved.kit.clock import now
from wellserved.mail.composing import compose
from wellserved.mail.conversation import Conversation, Outcome, TakenBackError
from wellserved.mail.inward.bouncing import take_note_of_bounce
from wellserved.mail.models import Letter
from wellserved.mail.queries import audiences_that_may_leave
from wellserved.mail.rules import (
    BATCH,
    CLAIM_LASTS,
    GIVE_UP_AFTER,
    TURN_LASTS,
    WAITED_TOO_LONG,
    next_try,
    status_of_no_such_address,
)

State = Letter.State


def send_letters() -> int:
    """Send a batch of the letters whose time has come. How many were taken up."""
    moment = now()
    _resolve_left_behind(moment)
    _cancel_too_late(moment)
    audiences = audiences_that_may_leave()
    if not audiences:
        return 0
    claim = f"{socket.gethostname()[:30]}:{os.getpid()}:{uuid.uuid4().hex[:12]}"
    letters = _claim(audiences, claim, moment)
    if not letters:
        return 0
    counts = _send_all(letters, claim)
    with transaction.atomic():
        record(
            kind="letters.sent",
            sent=counts[Outcome.SENT],
            later=counts[Outcome.LATER],
            never=counts[Outcome.NEVER],
            doubt=counts[Outcome.DOUBT],
        )
    return len(letters)


def _claim(audiences: list[str], claim: str, moment: datetime) -> list[Letter]:
    due = Letter.objects.filter(state=State.QUEUED, not_before__lte=moment, audience__in=audiences)
    due = due.filter(Q(rests_from=None) | Q(rests_from__gt=moment))
    if not due.exists():
        return []
    with transaction.atomic():
        ids = list(
            due.select_for_update(skip_locked=True).order_by("not_before", "pk").values_list("pk", flat=True)[:BATCH]
        )
        Letter.objects.filter(pk__in=ids, state=State.QUEUED).update(
            state=State.SENDING, claimed_by=claim, claimed_at=moment, handed_over_at=None, attempts=F("attempts") + 1
        )
    return list(Letter.objects.filter(claimed_by=claim, state=State.SENDING).order_by("not_before", "pk"))


def _send_all(letters: list[Letter], claim: str) -> Counter[Outcome]:
    conversation, counts = Conversation(), Counter[Outcome]()
    until = time.monotonic() + TURN_LASTS
    unreachable = conversation.open()
    try:
        for place, letter in enumerate(letters):
            if time.monotonic() > until:
                _put_back(letters[place:], claim)
                break
            if unreachable:
                outcome, said = Outcome.LATER, unreachable
            else:
                try:
                    outcome, said = _send_one(conversation, letter, claim)
                except TakenBackError:
                    continue
            _settle(letter, claim, outcome, said)
            counts[outcome] += 1
    finally:
        conversation.close()
    return counts


def _put_back(letters: list[Letter], claim: str) -> None:
    """A slow mail server must not keep the worker from its other work: the rest waits for the next turn."""
    Letter.objects.filter(pk__in=[letter.pk for letter in letters], state=State.SENDING, claimed_by=claim).update(
        state=State.QUEUED, claimed_by="", claimed_at=None, attempts=F("attempts") - 1
    )


def _send_one(conversation: Conversation, letter: Letter, claim: str) -> tuple[Outcome, str]:
    def hand_over() -> None:
        if not Letter.objects.filter(pk=letter.pk, state=State.SENDING, claimed_by=claim).update(handed_over_at=now()):
            raise TakenBackError

    try:
        message = compose(letter)
    except ValueError as error:
        return Outcome.NEVER, f"This letter cannot be written as mail: {error}"[:300]
    outcome, said = conversation.send(message, hand_over)
    letter.carried_as = conversation.carried_as(message)
    return outcome, said


def _settle(letter: Letter, claim: str, outcome: Outcome, said: str) -> None:
    """Write down what became of a letter. A letter in doubt stays SENDING, without a claim, for an admin to see."""
    moment = now()
    changes: dict[str, object] = {"claimed_by": "", "claimed_at": None, "last_error": said}
    if outcome is Outcome.LATER and moment - letter.created_at > GIVE_UP_AFTER and letter.attempts > 5:
        outcome = Outcome.NEVER
    if outcome is Outcome.SENT:
        changes |= {"state": State.SENT, "sent_at": moment, "carried_as": letter.carried_as}
    elif outcome is Outcome.NEVER:
        changes |= {"state": State.FAILED, "handed_over_at": None}
    elif outcome is Outcome.LATER:
        changes |= {
            "state": State.QUEUED,
            "handed_over_at": None,
            "not_before": next_try(letter.attempts, moment),
        }
    with transaction.atomic():
        mine = Letter.objects.filter(pk=letter.pk, state=State.SENDING, claimed_by=claim).update(**changes)
        if mine and outcome is Outcome.NEVER and (status := status_of_no_such_address(said)):
            take_note_of_bounce(letter, True, status, moment)


def _resolve_left_behind(moment: datetime) -> None:
    """A worker was killed: what it had not handed over waits again, what it had is in doubt."""
    old = Letter.objects.filter(state=State.SENDING, claimed_at__lt=moment - CLAIM_LASTS).exclude(claimed_by="")
    if not old.exists():  # on SQLite even a change of no row locks out whoever answers
        return
    old.filter(handed_over_at__isnull=True).update(state=State.QUEUED, claimed_by="", claimed_at=None)
    old.filter(handed_over_at__isnull=False).update(
        claimed_by="", claimed_at=None, last_error="We were interrupted while the mail server had the letter."
    )


def _cancel_too_late(moment: datetime) -> None:
    late = Letter.objects.filter(state=State.QUEUED, not_after__lt=moment)
    if late.exists():
        late.update(state=State.CANCELLED, last_error=WAITED_TOO_LONG)
