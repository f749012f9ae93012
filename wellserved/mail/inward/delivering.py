"""From stored to the end: each letter is read, and handed to whoever takes its kind, or kept for somebody to look at.

Every step is one transaction that changes the letter's state with it, so a worker that is killed anywhere leaves each
letter in exactly one state, and the next worker goes on from there.
"""

from __future__ import annotations

import logging
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F

from wellserved.journal.actions import record
from wellserved.journal.shapes import SYSTEM, By
from wellserved.kit.clock import now
from wellserved.mail.arrivals import NEW, offer_calendar, receiver_for
from wellserved.mail.inward.apart import Reader
from wellserved.mail.inward.bouncing import take_note_of_complaint, take_note_of_failures
from wellserved.mail.inward.reading import Read, UnreadableError, attachment_in
from wellserved.mail.inward.shaping import arrived_letter
from wellserved.mail.inward.storing import raw_path
from wellserved.mail.models import Arrival
from wellserved.mail.rules import next_try
from wellserved.mail.shapes import Nature
from wellserved.mail.threads import incoming_address, letter_answered, loop_mark

log = logging.getLogger("wellserved.mail")
State, Why = Arrival.State, Arrival.Why
BATCH = 20
TRIES = 5
MOST_AN_HOUR = 30  # from one address; a person writes fewer, two machines that answer each other more
MACHINES = {Nature.OUT_OF_OFFICE, Nature.DELIVERY_REPORT, Nature.BULK, Nature.LOOP}

# Some calendars say that they are machines when they send what a person pressed.
BY_CALENDARS = {Nature.HUMAN, Nature.BULK, Nature.OUT_OF_OFFICE}
CALENDARS = ("text/calendar", "application/ics")
MOST_CALENDARS, MOST_BYTES = 3, 200_000


def read_letters() -> int:
    """Read what was stored. How many were taken up."""
    due = list(Arrival.objects.filter(state=State.STORED, next_try_at__lte=now()).order_by("pk")[:BATCH])
    if not due:
        return 0
    with Reader() as reader:
        for arrival in due:
            _read(arrival, reader)
    return len(due)


def deliver_letters() -> int:
    """Hand over what was read. How many were taken up."""
    due = Arrival.objects.filter(state=State.PARSED, next_try_at__lte=now()).order_by("pk")
    ids = list(due.values_list("pk", flat=True)[:BATCH])
    for pk in ids:
        try:
            deliver(arrival_id=pk)
        except Exception as error:  # whatever a receiver raises, the letter must not be lost, nor hold up others
            log.exception("a letter could not be delivered: %s", type(error).__name__)
            _try_later(pk, f"{type(error).__name__}"[:300])
    return len(ids)


@transaction.atomic
def deliver(*, arrival_id: int) -> None:
    """Hand one letter over, in the transaction that says so. Again changes nothing."""
    arrival = Arrival.objects.select_for_update().get(pk=arrival_id)
    if arrival.state != State.PARSED:
        return
    nature = Nature(arrival.nature)
    too_many = _too_many(arrival)
    if nature in BY_CALENDARS and not too_many and _hand_to_calendars(arrival):
        settle(arrival, State.DELIVERED)
    elif nature in MACHINES:
        settle(arrival, State.IGNORED)
    elif too_many:
        settle(arrival, State.KEPT, Why.TOO_MANY)
    elif hand_to(arrival, arrival.thread_kind, arrival.thread_id):
        settle(arrival, State.DELIVERED)
    else:
        settle(arrival, State.KEPT, Why.UNTAKEN)


def hand_to(arrival: Arrival, kind: str, thread_id: int | None) -> bool:
    """Ask the receiver of this kind to take it. An answer that its thread does not take is no new matter: it is kept
    for a person, who sees what it answers."""
    receiver = receiver_for(kind)
    if receiver is None and arrival.answers_id is None:
        kind, thread_id, receiver = NEW, None, receiver_for(NEW)
    if receiver is None:
        return False
    thread = (kind, thread_id) if kind and thread_id is not None else None
    taken = receiver.receive(arrived_letter(arrival, thread))
    if isinstance(taken, tuple):
        arrival.thread_kind, arrival.thread_id = taken
    elif taken and thread:
        arrival.thread_kind, arrival.thread_id = thread
    return bool(taken)


def _hand_to_calendars(arrival: Arrival) -> bool:
    """Ask who reads calendars, if there is one in the letter."""
    parts = [one["part"] for one in arrival.attachments if _is_calendar(one)][:MOST_CALENDARS]
    for part in parts:
        content = attachment_in(raw_path(arrival).read_bytes(), part)
        thread = (arrival.thread_kind, arrival.thread_id) if arrival.thread_kind and arrival.thread_id else None
        taken = offer_calendar(arrived_letter(arrival, thread), content) if content else False
        if taken:
            if isinstance(taken, tuple):
                arrival.thread_kind, arrival.thread_id = taken
            return True
    return False


def _is_calendar(one: dict[str, Any]) -> bool:
    known = one["content_type"] in CALENDARS or str(one["name"]).lower().endswith(".ics")
    return known and int(one["size"]) <= MOST_BYTES


def settle(arrival: Arrival, state: str, why: str = "", by: By = SYSTEM, said: str = "") -> None:
    """Write down how a letter ended, and journal it."""
    arrival.state, arrival.why, arrival.said, arrival.settled_at = state, why, said[:300], now()
    arrival.save(update_fields=["state", "why", "said", "settled_at", "thread_kind", "thread_id"])
    details = {"nature": arrival.nature, "why": why, "thread": arrival.thread_kind, "thread_id": arrival.thread_id}
    record(kind=f"letter_in.{state}", by=by, subject_kind="letter_in", subject_id=arrival.pk, **details)


def _read(arrival: Arrival, reader: Reader) -> None:
    # Counted before it is tried: a letter that ends even the worker is given up after a few times.
    mine = Arrival.objects.filter(pk=arrival.pk, state=State.STORED)
    mine.update(attempts=F("attempts") + 1, next_try_at=now() + timedelta(minutes=1))
    if arrival.attempts >= TRIES:
        return _give_up(arrival, "Reading it failed several times.")
    try:
        found = reader.read(raw_path(arrival))
    except UnreadableError as error:
        return _give_up(arrival, str(error))
    except OSError as error:
        log.warning("a stored letter could not be opened: %s", type(error).__name__)
        return None
    with transaction.atomic():
        locked = mine.select_for_update().first()
        if locked is not None:
            _fill(locked, found, now())
    return None


def _give_up(arrival: Arrival, said: str) -> None:
    with transaction.atomic():
        locked = Arrival.objects.select_for_update().filter(pk=arrival.pk, state=State.STORED).first()
        if locked is not None:
            locked.nature = Nature.UNREADABLE
            locked.save(update_fields=["nature"])
            settle(locked, State.KEPT, Why.UNREADABLE, said=said)


def _fill(arrival: Arrival, found: Read, moment: datetime) -> None:
    """Into the row, with what it answers and what kind of letter that makes it."""
    for name in ("from_email", "from_name", "to", "cc", "subject", "message_id", "references", "new_text"):
        setattr(arrival, name, getattr(found, name))
    arrival.whole_text, arrival.html, arrival.language = found.whole_text, found.html, found.language
    arrival.attachments = [asdict(one) for one in found.attachments]
    answered = letter_answered([*found.to, *found.cc], found.references)
    if answered is not None:
        arrival.answers, arrival.thread_kind, arrival.thread_id = answered, answered.thread_kind, answered.thread_id
    arrival.nature = _nature(found, answered is not None)
    arrival.state, arrival.attempts, arrival.next_try_at = State.PARSED, 0, moment
    arrival.save()
    if arrival.nature == Nature.DELIVERY_REPORT:
        take_note_of_failures(found.failures, found.reported_on, moment)
        if found.unwanted:
            take_note_of_complaint(found.reported_on, moment)


def _nature(found: Read, answers_us: bool) -> Nature:
    if found.ours == loop_mark() or found.from_email in {incoming_address()[0].lower(), _our_own()} - {""}:
        return Nature.LOOP
    if found.nature is Nature.BULK and answers_us and found.through_a_list:
        return Nature.HUMAN
    return found.nature


def _our_own() -> str:
    return str(settings.DEFAULT_FROM_EMAIL).rpartition("<")[2].strip("> ").lower()


def _too_many(arrival: Arrival) -> bool:
    if not arrival.from_email:
        return False
    since = arrival.stored_at - timedelta(hours=1)
    lately = Arrival.objects.filter(
        from_email=arrival.from_email, stored_at__gt=since, stored_at__lte=arrival.stored_at
    )
    return lately.filter(pk__lt=arrival.pk).count() >= MOST_AN_HOUR


def _try_later(pk: int, said: str) -> None:
    with transaction.atomic():
        arrival = Arrival.objects.select_for_update().get(pk=pk)
        if arrival.state != State.PARSED:
            return
        arrival.attempts += 1
        if arrival.attempts >= TRIES:
            settle(arrival, State.KEPT, Why.FAILED, said=said)
        else:
            arrival.next_try_at, arrival.said = next_try(arrival.attempts, now()), said
        arrival.save(update_fields=["attempts", "next_try_at", "said"])
