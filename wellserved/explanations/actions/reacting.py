"""The client says whether a page landed, and may say so otherwise later. A miss is owed an answer."""

from __future__ import annotations

from contextlib import suppress

from django.db import transaction

from wellserved.calendars.queries import hours_for
from wellserved.calendars.rules import add_business_days
from wellserved.cases.actions.moving import reopen_case
from wellserved.cases.models import Note
from wellserved.cases.rules.moving import NotNowError
from wellserved.explanations.letters import tell_reader
from wellserved.explanations.models import Reaction, Sending
from wellserved.explanations.queries.reactions import PROMISED, SOURCE_KIND, said_in
from wellserved.explanations.rules.landing import reason
from wellserved.explanations.shapes import Said
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.kit.text import beginning
from wellserved.passages.actions import receive_passage
from wellserved.passages.models import Passage
from wellserved.people.models import Member
from wellserved.promises.actions import make_promise, withdraw_promise
from wellserved.promises.models import Promise

CALL_WITHIN = 1  # business days


class TooLateError(Exception):
    """The link has run out."""


@transaction.atomic
def react(*, sending_id: int, said: Said, by: By, noted_by: Member | None = None) -> Reaction:
    """Keep what they said; words get a named reader, a miss reopens its case, a wish for a call becomes a promise.

    The same again changes nothing. `noted_by`: they said so to one of us, who writes it down.
    """
    sendings = Sending.objects.select_for_update(of=("self",)).select_related("explanation__case", "contact")
    sending = sendings.get(pk=sending_id)
    if noted_by is None and sending.expires_at < now():
        raise TooLateError
    known = Reaction.objects.filter(sending=sending).first()
    before = said_in(known)
    if known and said == before:
        return known
    reaction = known or Reaction(sending=sending)
    reaction.clear, reaction.answered, reaction.wish = said.clear, said.answered, said.wish
    reaction.noted_by, reaction.changed_at = noted_by, now()
    reaction.save()
    _hand_on(sending, reaction, said)
    _promise_a_call(sending, said.wish == Reaction.Wish.CALL, by)
    if not said.landed and (before is None or before.landed):
        _reopen(sending, said, by)
    record(
        kind="explanation.reacted",
        by=by,
        subject_kind="explanation",
        subject_id=sending.explanation_id,
        sending=sending.pk,
        landed=said.landed,
    )
    return reaction


def _hand_on(sending: Sending, reaction: Reaction, said: Said) -> None:
    """A kind word goes to who wrote the page; a miss to somebody above, who brings it to them."""
    page = sending.explanation
    received = receive_passage(
        source_kind=SOURCE_KIND,
        source_id=reaction.pk,
        words=said.words,
        contact_id=sending.contact_id,
        client_id=sending.client_id,
        team_id=page.team_id,
        low=not said.landed,
        written_at=now(),
        served_ids=frozenset({page.writer_id}),
    )
    for passage in Passage.objects.filter(pk__in=received.alerts).select_related("reader__account"):
        tell_reader(passage, page, said)


def _promise_a_call(sending: Sending, wanted: bool, by: By) -> None:
    page = sending.explanation
    open_ones = Promise.objects.filter(source_kind=PROMISED, source_id=sending.pk, state=Promise.State.OPEN)
    waiting = open_ones.first()
    if waiting and not wanted:
        withdraw_promise(promise_id=waiting.pk, by=by)
    if waiting or not wanted:
        return
    whom = str(sending.contact) if sending.contact else "them"
    make_promise(
        member=page.executive or page.writer,
        text=beginning(f"Call {whom} about the page “{page.title}”", 300),
        due_at=add_business_days(now(), CALL_WITHIN, hours_for(page.team_id)),
        by=by,
        contact=sending.contact,
        source_kind=PROMISED,
        source_id=sending.pk,
    )


def _reopen(sending: Sending, said: Said, by: By) -> None:
    """The case from which the page grew is open again, with the reason; where it still is open, the reason alone."""
    case = sending.explanation.case
    if case is None:
        return
    with suppress(NotNowError):  # it is open, or was closed too long ago: its lead reads the reason all the same
        reopen_case(case_id=case.pk, by=by)
    Note.objects.create(case=case, words=reason(sending.explanation.title, said), member=None)
