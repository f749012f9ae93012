"""Taking in an answer that nobody asked for: it came by an open door."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from django.conf import settings
from django.db import transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import local_day, now
from wellserved.kit.tokens import hash_token
from wellserved.surveys.actions.answering import submit_answer
from wellserved.surveys.actions.deciding import take_back_unsent
from wellserved.surveys.actions.invitations import token_of
from wellserved.surveys.models import Invitation, Response
from wellserved.surveys.rules.answering import CHANGE_WINDOW, changed_fields
from wellserved.surveys.shapes import OpenAnswer
from wellserved.tallies.actions import add_deltas
from wellserved.tallies.rules import WAYS
from wellserved.tallies.shapes import DeltaIn, listed

NOBODY = By("contact", None)  # who came by a door is not known to us, whatever they call themselves


def record_open_answer(*, came: OpenAnswer) -> tuple[Invitation, str]:
    """Keep the answer and count it; return the invitation made for it, and the token by which it can be changed.

    The same key again is the same answer: it is changed where it says something else. Raises NotDoneError then.
    """
    seed = _seed(came.door_id, came.key)
    invitation, new = _keep(came, seed)
    token = token_of(seed)
    if not new:
        submit_answer(answer=replace(came.answer, token_hash=hash_token(token)))
    return invitation, token


def end_open_asks(*, interaction_id: int) -> None:
    """It has its answer: an ask that has not left is taken back, a link that is out there ends, nobody is reminded."""
    moment = now()
    asks = Invitation.objects.filter(interaction_id=interaction_id, came_by=0, cancelled_at=None, response=None)
    for ask in asks.filter(expires_at__gt=moment).select_for_update(of=("self",)):
        if not take_back_unsent([ask], reason="answered"):
            Invitation.objects.filter(pk=ask.pk).update(expires_at=moment, remind_at=None)
            record(kind="ask.ended", by=NOBODY, subject_kind="invitation", subject_id=ask.pk, reason="answered")


def answered_with(door_id: int, key: str) -> bool:
    """Whether the answer that was written on this page counts already."""
    return Invitation.objects.filter(token_hash=hash_token(token_of(_seed(door_id, key)))).exists()


def _seed(door_id: int, key: str) -> str:
    return hashlib.sha256(f"door {door_id}: {key}".encode()).hexdigest()[:32]


@transaction.atomic
def _keep(came: OpenAnswer, seed: str) -> tuple[Invitation, bool]:
    answer, way = came.answer, WAYS.index(came.way)
    invitation, new = Invitation.objects.get_or_create(
        token_hash=hash_token(token_of(seed)),
        defaults={
            "seed": seed,
            "channel": came.way,
            "came_by": way,
            "door_id": came.door_id,
            "interaction_id": came.interaction_id,
            "beside_id": came.beside_id,
            "language": came.language,
            "version_id": answer.asked or None,
            "about": came.about[:200],
            "day": came.day or local_day(came.at, settings.TIME_ZONE),
            "team_id": came.team_id,
            "service_id": came.service_id,
            "client_id": came.client_id,
            "spot_id": came.spot_id,
            "served_by": listed(came.member_ids),
            "writer_name": came.writer_name[:200],
            "writer_email": came.writer_email[:254],
            "created_at": came.at,
            "expires_at": now() + CHANGE_WINDOW,
        },
    )
    if not new:
        return invitation, False
    invitation.members.set(came.member_ids)
    Response.objects.create(
        invitation=invitation,
        achieved=answer.achieved,
        felt=answer.felt,
        qualities=answer.qualities,
        words=answer.words,
        may_call=answer.may_call,
        own=answer.own,
        one_touch=answer.touch,
        team_id=came.team_id,
        first_at=came.at,
        changed_at=came.at,
    )
    if came.interaction_id:
        end_open_asks(interaction_id=came.interaction_id)
    delta = DeltaIn(
        invitation.day,
        team=came.team_id,
        service=came.service_id,
        client=came.client_id,
        answered=1,
        achieved_after=answer.achieved,
        felt_after=answer.felt,
        came_by=way,
        spot=came.spot_id,
        members=invitation.served_by,
        qualities_after=answer.qualities,
    )
    add_deltas(deltas=[delta])
    record(
        kind="answer.recorded",
        by=NOBODY,
        subject_kind="response",
        subject_id=invitation.pk,
        version=1,
        fields=changed_fields(None, answer),
        came_by=came.way,
    )
    return invitation, True
