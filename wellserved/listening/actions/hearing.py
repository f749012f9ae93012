"""Contacts speak of their own accord: by letter, by telephone, or through their calendar."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from wellserved.calendars.answers import CalendarAnswer, hears_answers
from wellserved.calendars.queries.appointments import appointment_of
from wellserved.frame.speaking import language_of_letters_to, speaking
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.kit.text import clean_text
from wellserved.listening.actions.keeping_time import SUBJECT, has_its_time, keep_in_step, team_of
from wellserved.listening.agreeing import ask_for_another_time
from wellserved.listening.models import Call, Heard
from wellserved.mail.actions import queue_letter
from wellserved.mail.composing import is_an_address
from wellserved.mail.models import Arrival
from wellserved.mail.shapes import ArrivedLetter

Kind, State = Heard.Kind, Call.State
MOST_WORDS = 20_000


class NowhereError(ValueError):
    """There is no address to write to, or they want no letters."""


def hear_letter(letter: ArrivedLetter, call: Call, *, theirs: bool) -> Heard:
    """They wrote, or somebody from another address: it stands with the call, unread. In the transaction that delivers
    the letter."""
    words = clean_text(letter.new_text or letter.whole_text)[:MOST_WORDS] or clean_text(letter.subject)
    if theirs:
        return _keep(call, Kind.LETTER, letter.received_at, words=words, arrival_id=letter.id)
    words = f"From {letter.from_email or 'an unknown address'}, not from theirs:\n\n{words}"
    return _keep(call, Kind.STRANGE, letter.received_at, words=words, arrival_id=letter.id)


@transaction.atomic
def note_that_they_called(*, call_id: int, by: By) -> Heard:
    """They rang up again after the call."""
    call = Call.objects.get(pk=call_id)
    heard = _keep(call, Kind.CALL, now(), by=by)
    heard.seen_at = heard.at
    heard.save(update_fields=["seen_at"])
    return heard


@transaction.atomic
def mark_heard(*, call_id: int, by: By) -> int:
    """The member has read all that came."""
    count = Heard.objects.filter(call_id=call_id, seen_at=None).update(seen_at=now())
    if count:
        record(kind="call.heard_read", by=by, subject_kind="call", subject_id=call_id, count=count)
    return count


@transaction.atomic
def answer_contact(*, call_id: int, words: str, by: By) -> None:
    """A letter back, in the member's name; the same words sent twice are one letter."""
    call = Call.objects.select_for_update(of=("self",)).select_related("round", "member", "contact").get(pk=call_id)
    contact = call.contact
    if contact is None or not is_an_address(contact.email):
        raise NowhereError
    team = team_of(call)
    with speaking(call.language or language_of_letters_to(contact.language)):
        context = {"words": words, "signed": call.member.name, "team": team.name if team else ""}
        text = render_to_string("listening/letters/back.txt", {**context, "organisation": settings.ORGANISATION})
    last = Heard.objects.filter(call=call, arrival__isnull=False).select_related("arrival").order_by("-at").first()
    subject = last.arrival.subject if last and last.arrival else ""
    queue_letter(
        key=f"call:{call_id}:back:{hashlib.sha256(words.encode()).hexdigest()[:24]}",
        kind="reply",
        audience="customer",
        to_email=contact.email,
        to_name=contact.name,
        from_name=f"{call.member.name}, {team.name if team else settings.ORGANISATION}",
        reply_to=call.member.email,
        answers_to_both=True,
        thread=(SUBJECT, call_id),
        subject=subject if subject.lower().startswith("re:") else f"Re: {subject or settings.ORGANISATION}",
        text=text.strip().replace("{{", "{ {") + "\n",
    )
    moment = now()
    Heard.objects.filter(call_id=call_id, answered_at=None).update(answered_at=moment)
    Heard.objects.filter(call_id=call_id, seen_at=None).update(seen_at=moment)
    record(kind="call.answered_back", by=by, subject_kind="call", subject_id=call_id, round=call.round_id)


@hears_answers(SUBJECT)
def hear_calendar(answer: CalendarAnswer) -> None:
    """What a calendar says about the time of a call."""
    calls = Call.objects.select_for_update(of=("self",)).select_related("round", "member", "contact")
    call = calls.filter(pk=answer.subject_id).first()
    if call is None:
        return
    if answer.contact_id is None and answer.member_id is None:
        words = f"{answer.said_by or 'Somebody'} answered the invitation, which had not gone to them. Nothing changed."
        _keep(call, Kind.STRANGE, answer.at, words=words, arrival_id=answer.arrived_id)
        return
    if answer.contact_id is None:
        if answer.answer == "declined" and has_its_time(call) and not answer.stale:
            words = "Your own calendar declined this call. They still expect it: call, or agree on another time."
            _keep(call, Kind.STRANGE, answer.at, words=words, arrival_id=answer.arrived_id)
        return
    if answer.proposes:
        _keep(call, Kind.PROPOSED, answer.at, answer.comment, answer.proposes, arrival_id=answer.arrived_id)
    elif answer.comment:
        _keep(call, Kind.COMMENT, answer.at, words=answer.comment, arrival_id=answer.arrived_id)
    if answer.answer == "declined" and has_its_time(call) and not answer.stale:
        _give_time_back(call)


def _give_time_back(call: Call) -> None:
    """The slot is free again; the contact is asked for another, and can say no."""
    starts_at = call.starts_at
    assert starts_at is not None
    call.state, call.starts_at, call.answered_at, call.remind_at = State.INVITED, None, now(), None
    call.save(update_fields=["state", "starts_at", "answered_at", "remind_at"])
    by = By("contact", call.contact_id)
    record(kind="call.time_refused", by=by, subject_kind="call", subject_id=call.pk, round=call.round_id)
    keep_in_step(call_id=call.pk)
    off = appointment_of((SUBJECT, call.pk))
    if call.contact is not None and is_an_address(call.contact.email):
        letter = ask_for_another_time(call, team_of(call), starts_at)
        queue_letter(key=f"call:{call.pk}:refused:{off.sequence if off else 0}", **letter)


def _keep(
    call: Call,
    kind: Heard.Kind,
    at: datetime,
    words: str = "",
    proposes: datetime | None = None,
    *,
    arrival_id: int | None = None,
    by: By | None = None,
) -> Heard:
    if arrival_id is not None and not Arrival.objects.filter(pk=arrival_id).exists():
        arrival_id = None
    heard = Heard.objects.create(call=call, kind=kind, at=at, words=words, proposes=proposes, arrival_id=arrival_id)
    again = kind in (Kind.LETTER, Kind.CALL) and call.held_at is not None and at > call.held_at
    record(
        kind="call.heard",
        by=by or By("contact", call.contact_id),
        subject_kind="call",
        subject_id=call.pk,
        round=call.round_id,
        what=kind.value,
        again=again,
    )
    return heard
