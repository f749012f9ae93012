"""Over REST: who spoke in a round, and whether they have heard what came of it. No letter's words are in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema

from wellserved.listening.api.boards import RoundId, board_of
from wellserved.listening.queries.telling import Participant, participants_of

router = Router(tags=["listening"])


class ParticipantOut(Schema):
    """Somebody who spoke."""

    call: int = Field(description="The number of their call.")
    contact_id: int | None = Field(description="Who spoke; null once they were erased.")
    member: str = Field(description="Who called them, and tells them.")
    state: Literal["open", "failed", "told", "excused"] = Field(
        description="Not told yet; the letter did not leave; told; need not be told."
    )
    why: Literal["by_hand", "no_address", "opted_out", "erased"] | None = Field(
        description="Why they need not be told. What somebody wrote about it by hand stays on the page."
    )
    told_at: datetime | None = Field(description="When the letter was written to leave.")
    themes: list[int] = Field(
        description="The themes in which something lies that they said: what the letter is about."
    )


class ParticipantsOut(Schema):
    """Everybody who spoke in a round."""

    round: int = Field(description="The round's number.")
    state: Literal["running", "ended"] = Field(description="It ends once nobody is `open` or `failed`.")
    items: list[ParticipantOut] = Field(description="By who called them.")


@router.get(
    "/rounds/{round_id}/participants",
    response=ParticipantsOut,
    operation_id="read_participants",
    summary="Read who has heard what came of a round",
)
def get_participants(
    request: HttpRequest,
    round_id: RoundId,
) -> dict[str, Any]:
    """A manager's or an admin's key sees all rounds that have begun; others none."""
    one = board_of(request, round_id)
    return {"round": one.pk, "state": one.state, "items": [_said(who) for who in participants_of(one)]}


def _said(who: Participant) -> dict[str, Any]:
    told = who.telling if who.state == "told" else None
    return {
        "call": who.call.pk,
        "contact_id": who.call.contact_id,
        "member": who.call.member.name,
        "state": who.state,
        "why": who.why or None,
        "told_at": told.changed_at if told else None,
        "themes": [one.theme_id for one in who.about],
    }
