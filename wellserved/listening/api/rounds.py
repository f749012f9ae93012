"""Listening rounds over REST: which there are, where their calls stand, and, for who may read them, what was said."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from ninja import Field, Path, Query, Router, Schema

from wellserved.listening.models import Call, CallLine
from wellserved.listening.queries.calling import calls_read_by
from wellserved.listening.queries.rounds import calls_visible_to, rounds_visible_to
from wellserved.listening.rules.merging import PROMISED
from wellserved.people.actors import actor_of_token

router = Router(tags=["listening"])
RoundId = Annotated[int, Path(description="The round's number.")]
State = Literal["drawn", "invited", "planned", "wished", "declined", "replaced", "later", "no_show", "held", "closed"]


class RoundOut(Schema):
    """A listening round."""

    id: int = Field(description="Its number.")
    name: str = Field(description="What it is called.")
    state: Literal["planned", "running", "ended"] = Field(description="Whether it runs.")
    first_day: date = Field(description="Its first day.")
    last_day: date = Field(description="Its last day.")
    teams: list[str] = Field(description="Whose members call.")
    questions: list[str] = Field(description="What everybody is asked.")
    eligible: int = Field(description="How many people could be drawn.")


class RoundsOut(Schema):
    """Rounds."""

    items: list[RoundOut] = Field(description="The newest first.")
    next: int | None = Field(description="Send it as `from_place` for those after these; null: there are none.")


class NoteOut(Schema):
    """A remark or a quote."""

    question: int | None = Field(
        description="Which question it answers, 0 for the first; null: the member promised it."
    )
    text: str = Field(description="What was noted.")
    is_quote: bool = Field(description="Whether these are their own words.")


class CallOut(Schema):
    """A call of a round."""

    id: int = Field(description="Its number.")
    member: str = Field(description="Who calls.")
    contact_id: int | None = Field(description="Whom; null once they were erased.")
    contact: str | None = Field(description="Their name.")
    state: State = Field(description="Where it stands; `held`: they have spoken; `closed`: the round ended without it.")
    invited_at: datetime | None = Field(description="When they were invited.")
    starts_at: datetime | None = Field(description="The time they chose.")
    tries: int = Field(description="How often nobody was reached.")
    began_at: datetime | None = Field(description="When the clock of the call was started.")
    held_at: datetime | None = Field(description="When the call ended.")
    notes: list[NoteOut] | None = Field(description="What was noted, in order; null where this key may not read it.")


class CallsOut(Schema):
    """Calls of a round."""

    items: list[CallOut] = Field(description="As they were drawn.")
    next: int | None = Field(description="Send it as `from_place` for those after these; null: there are none.")


class PlaceAsked(Schema):
    """How many, and from where on."""

    from_place: int = Field(0, ge=0, le=1_000_000, description="The `next` of the answer before.")
    limit: int = Field(50, ge=1, le=200, description="How many.")


@router.get("/rounds", response=RoundsOut, operation_id="read_rounds", summary="Read listening rounds")
def get_rounds(request: HttpRequest, asked: Query[PlaceAsked]) -> dict[str, Any]:
    """A manager's or an admin's key sees all, others none, for they listen to nobody."""
    rounds = rounds_visible_to(actor_of_token(request.auth)).prefetch_related("teams")  # type: ignore[attr-defined]
    found = list(rounds[asked.from_place : asked.from_place + asked.limit + 1])
    items = [
        {
            **{name: getattr(one, name) for name in ("id", "name", "state", "first_day", "last_day", "eligible")},
            "teams": [team.name for team in one.teams.all()],
            "questions": one.questions,
        }
        for one in found[: asked.limit]
    ]
    return {"items": items, "next": asked.from_place + asked.limit if len(found) > asked.limit else None}


@router.get("/rounds/{round_id}/calls", response=CallsOut, operation_id="read_calls", summary="Read a round's calls")
def get_calls(request: HttpRequest, round_id: RoundId, asked: Query[PlaceAsked]) -> dict[str, Any]:
    """Where each call stands, and what was noted in it."""
    actor = actor_of_token(request.auth)  # type: ignore[attr-defined]
    if not rounds_visible_to(actor).filter(pk=round_id).exists():
        raise Http404
    calls = calls_visible_to(actor).filter(round_id=round_id).order_by("pk")
    found = list(calls[asked.from_place : asked.from_place + asked.limit + 1])
    page = found[: asked.limit]
    readable = set(calls_read_by(actor).filter(pk__in=[call.pk for call in page]).values_list("pk", flat=True))
    notes = _notes_of(readable)
    items = [_said(call, notes.get(call.pk, []) if call.pk in readable else None) for call in page]
    return {"items": items, "next": asked.from_place + asked.limit if len(found) > asked.limit else None}


def _notes_of(call_ids: set[int]) -> dict[int, list[dict[str, Any]]]:
    """What is shown of each call. One query."""
    lines = CallLine.objects.filter(call_id__in=call_ids, removed_at=None).order_by(
        "call_id", "question", "place", "pk"
    )
    found: dict[int, list[dict[str, Any]]] = {}
    for line in lines:
        if text := line.text.strip():
            question = None if line.question == PROMISED else line.question
            found.setdefault(line.call_id, []).append({"question": question, "text": text, "is_quote": line.is_quote})
    return found


def _said(call: Call, notes: list[dict[str, Any]] | None) -> dict[str, Any]:
    names = ("id", "contact_id", "state", "invited_at", "starts_at", "tries", "began_at", "held_at")
    return {
        **{name: getattr(call, name) for name in names},
        "member": call.member.name,
        "contact": call.contact.name if call.contact else None,
        "notes": notes,
    }
