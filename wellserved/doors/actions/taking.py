"""What somebody said at a door: kept, held for a look, or too much just now."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from django.conf import settings
from django.db import IntegrityError, transaction

from wellserved.doors import rules
from wellserved.doors.actions.knocking import knock
from wellserved.doors.models import Door, HeldAnswer
from wellserved.doors.queries.held import has_answer, same_words_came, served_as, waiting_at
from wellserved.doors.shapes import Fate, Said, Taken, Visitor
from wellserved.interactions.models import Interaction
from wellserved.journal.actions import record
from wellserved.kit.clock import local_day, now
from wellserved.surveys.actions.open_answers import NOBODY, answered_with, record_open_answer
from wellserved.surveys.models import Invitation
from wellserved.surveys.rules.about import about_phrase
from wellserved.surveys.shapes import Answer, OpenAnswer
from wellserved.tallies.spots import spot_of

State, Reason = HeldAnswer.State, HeldAnswer.Reason


def take_answer(*, door: Door, said: Said, visitor: Visitor) -> Taken:
    """Take in an answer. The same page again is the same answer, said better. Raises NotDoneError."""
    try:
        with transaction.atomic():
            taken = _take(door, said, visitor)
    except IntegrityError:  # the same ticket came by another door in the same moment
        return Taken(Fate.TAKEN)
    if taken is None:  # it counts already, and this changes it: outside, for the writer of answers commits by itself
        return _keep(door, said, visitor.key)
    return taken


def _take(door: Door, said: Said, visitor: Visitor) -> Taken | None:
    Door.objects.select_for_update(no_key=True).get(pk=door.pk)  # one after the other, so that nothing slips by
    if answered_with(door.pk, visitor.key):
        return None
    held = HeldAnswer.objects.filter(door=door, key=visitor.key).first()
    if held is not None:
        return _say_better(held, said)
    if said.ticket and HeldAnswer.objects.filter(source=door.source, external_id=said.ticket).exists():
        return Taken(Fate.TAKEN)
    served = served_as(door.source, said.ticket) if said.ticket else None
    if served is not None and has_answer(served.pk):
        return Taken(Fate.TAKEN)
    verdict = _judge(door, said, visitor)
    if verdict == rules.REFUSE:
        return Taken(Fate.REFUSED)
    if said.ticket and not verdict and served is None:
        verdict = Reason.CLAIMED
    if verdict or said.ticket:
        held = _hold(door, said, visitor.key, verdict or Reason.CLAIMED)
    if verdict:
        return Taken(Fate.HELD)
    return _keep(door, said, visitor.key, served, held)


def _judge(door: Door, said: Said, visitor: Visitor) -> str:
    at, answer = now(), said.answer
    knocks, again = knock(door, visitor.address, _print(answer, said.ticket), at)
    return rules.judge(
        door.kind,
        replace(knocks, waiting=waiting_at(door.pk)),
        at=at,
        opened_at=visitor.opened_at,
        sign=visitor.sign,
        trap=visitor.trap,
        same_words=same_words_came(door, answer.words, visitor.key, at),
        same_again=again,
    )


def _print(answer: Answer, ticket: str) -> bytes:
    what = f"{ticket} {answer.achieved} {answer.felt} {answer.qualities} {answer.words} {sorted(answer.own.items())}"
    return hashlib.sha256(what.encode("utf-8", "replace")).digest()[:16]


def _hold(door: Door, said: Said, key: str, reason: str) -> HeldAnswer:
    held = HeldAnswer(door=door, key=key, reason=reason, source=door.source, external_id=said.ticket, at=said.at)
    held.beside_id = said.beside_id
    _write(held, said)
    held.save()
    details = {"door": door.pk, "reason": str(reason)}
    record(kind="answer.held", by=NOBODY, subject_kind="held_answer", subject_id=held.pk, **details)
    return held


def _say_better(held: HeldAnswer, said: Said) -> Taken:
    """The page is sent once more: what is held is what was said last, unless somebody has decided meanwhile."""
    if held.state == State.WAITING and not said.answer.touch:
        _write(held, said)
        held.save()
    elif held.state == State.WAITING and held.one_touch:
        HeldAnswer.objects.filter(pk=held.pk).update(felt=said.answer.felt)
    return Taken(Fate.HELD)


def _write(held: HeldAnswer, said: Said) -> None:
    answer = said.answer
    held.achieved, held.felt, held.qualities = answer.achieved, answer.felt, answer.qualities
    held.version_id, held.own = answer.asked, dict(answer.own)
    held.words, held.may_call, held.one_touch = answer.words, answer.may_call, answer.touch
    held.writer_name, held.writer_email = said.writer_name, said.writer_email


def _keep(door: Door, said: Said, key: str, served: Interaction | None = None, held: HeldAnswer | None = None) -> Taken:
    invitation, token = record_open_answer(came=came_through(door, said, key, served))
    if held is not None:
        mark_released(held, invitation)
    return Taken(Fate.KEPT, token)


def mark_released(held: HeldAnswer, invitation: Invitation) -> None:
    held.state, held.response_id, held.decided_at = State.RELEASED, invitation.pk, now()
    held.save(update_fields=["state", "response_id", "decided_at", "decided_by"])


def came_through(door: Door, said: Said, key: str, served: Interaction | None = None) -> OpenAnswer:
    """The answer as surveys takes it: about the door's team and service, or about the interaction it was matched to."""
    came = OpenAnswer(
        key=key,
        way=str(door.kind),
        answer=said.answer,
        at=said.at,
        door_id=door.pk,
        team_id=door.team_id or 0,
        service_id=door.service_id or 0,
        member_ids=(door.member_id,) if door.member_id else (),
        about=door.name if door.kind != Door.Kind.SNIPPET else "",
        writer_name=said.writer_name,
        writer_email=said.writer_email,
    )
    if said.beside_id:
        return _beside(came, said.beside_id)
    if served is None:
        return came
    contact, ended = served.contact, served.closed_at or said.at
    return replace(
        came,
        interaction_id=served.pk,
        team_id=served.team_id or door.team_id or 0,
        service_id=served.service_id or 0,
        client_id=served.client_id or 0,
        spot_id=spot_of(served.channel, served.place),
        member_ids=tuple(served.served.order_by("member_id").values_list("member_id", flat=True)),
        day=local_day(ended, settings.TIME_ZONE),
        about=about_phrase(served.channel, served.subject, ended, said.at),
        # Whoever answered holds no secret; a reply goes to whom the ticket is for, and to nobody else.
        writer_name=contact.name if contact else "",
        writer_email=contact.email if contact else "",
    )


def _beside(came: OpenAnswer, invitation_id: int) -> OpenAnswer:
    """About the same service as the answer that it stands beside."""
    main = Invitation.objects.get(pk=invitation_id)
    return replace(
        came,
        beside_id=main.pk,
        team_id=main.team_id,
        service_id=main.service_id,
        client_id=main.client_id,
        spot_id=main.spot_id,
        member_ids=tuple(main.members.order_by("pk").values_list("pk", flat=True)),
        day=main.day,
        about=main.about,
    )
