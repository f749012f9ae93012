"""Invitations over REST: a link to the answer page, for somebody who brings it to the contact themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema
from pydantic import ConfigDict

from wellserved.interactions.queries import interactions_visible_to
from wellserved.interactions.rules import can_be_kept
from wellserved.kit.problems import Problem
from wellserved.people.actors import actor_of_token
from wellserved.surveys.actions.asking import NotAskedError, invite
from wellserved.surveys.queries.confiding import answerable_until
from wellserved.surveys.rules.reasons import reason_sentence

router = Router(tags=["invitations"])


class InteractionKey(Schema):
    """Which interaction is meant."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)
    source: str = Field(description="Where it comes from, as it was brought in.")
    external_id: str = Field(description="Its number there.")


class InvitationBody(Schema):
    """Whom to invite: the contact of this interaction. Name it as `interaction`, or by the two fields beside it."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)
    interaction: InteractionKey | None = Field(None, description="Which interaction to ask about.")
    source: str | None = Field(None, description="The same, without `interaction` around it.")
    external_id: str | None = Field(None, description="The same, without `interaction` around it.")
    force: bool = Field(
        False,
        description="Invite past every rule: go-live, age, window, hard minimum, chance, and a ticket that is open. "
        "Only somebody who wants no asks, and an answer that is there already, are never passed.",
    )
    send: bool = Field(False, description="Send our letter as well. Otherwise the link goes out only in this answer.")


class InvitationOut(Schema):
    """The invitation. Its link is shown here and nowhere else."""

    answer_url: str | None = Field(
        description="The page where the contact answers. Whoever has it can answer: keep it safe. Null where it was "
        "asked in confidence: only our letter carries that link."
    )
    in_confidence: bool = Field(description="Whether it was asked in confidence. That is settled when it is asked.")
    expires_at: datetime = Field(description="Until when the link works.")
    invitation: int = Field(description="The invitation's number.")


@router.post(
    "/invitations",
    response={201: InvitationOut},
    operation_id="create_invitation",
    summary="Invite a contact to answer",
)
def create_invitation(request: HttpRequest, body: InvitationBody) -> tuple[int, dict[str, Any]]:
    """Honours the rules of asking unless `force`; otherwise 409 with the reason's code and sentence.

    What has just closed is decided then and there: nothing has to be tried again later.

    An invitation that is still open is given again if `force` is set, so that nobody holds two links about one thing.
    """
    actor = actor_of_token(request.auth)  # type: ignore[attr-defined]
    if not actor.sees_all:
        raise Problem(403, "This key may not invite. A manager's or an admin's key may.")
    source = body.interaction.source if body.interaction else body.source
    external_id = body.interaction.external_id if body.interaction else body.external_id
    if not source or not external_id:
        raise Problem(422, "Name the interaction: its source and its external_id.")
    interaction = None
    if can_be_kept(source + external_id):
        interaction = (
            interactions_visible_to(actor)
            .select_related("contact", "team")
            .filter(source=source.strip(), external_id=external_id.strip())
            .first()
        )
    if interaction is None:
        raise Http404("There is no interaction with this source and external id.")
    try:
        invitation, token = invite(
            interaction=interaction, contact=interaction.contact, force=body.force, by=actor.by, send=body.send
        )
    except NotAskedError as refused:
        verdict = refused.verdict
        sentence = reason_sentence(verdict.reason, verdict.detail)
        raise Problem(409, f"Nobody was invited. {sentence}", reason=verdict.reason, sentence=sentence) from None
    return 201, {
        "answer_url": f"{settings.BASE_URL}/a/{token}" if token else None,
        "in_confidence": bool(invitation.confided_in),
        "expires_at": answerable_until(invitation),
        "invitation": invitation.pk,
    }
