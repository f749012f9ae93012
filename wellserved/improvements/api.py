"""Improvements over REST: put an idea on the board, read what stands there. What one person placed is in none of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema, Status
from pydantic import ConfigDict

from wellserved.improvements.actions.adding import add_improvement
from wellserved.improvements.models import Improvement
from wellserved.improvements.queries.board import Line, improvements_visible_to, lines_of
from wellserved.improvements.queries.evidence import evidence_of
from wellserved.improvements.shapes import Pieces, Spread
from wellserved.kit.cursors import cursor_after, older_than
from wellserved.kit.problems import Problem
from wellserved.kit.text import clean_text
from wellserved.people.actors import actor_of_token

router = Router(tags=["improvements"])


class IdeaBody(Schema):
    """An idea in one line."""

    model_config = ConfigDict(extra="forbid")
    key: str = Field(
        min_length=1, max_length=60, description="Your own number for it. The same key again is the same idea."
    )
    text: str = Field(min_length=1, max_length=300, description="One line: what should change. Everybody reads it.")
    more: str = Field("", max_length=4_000, description="More about it, in as many lines as you like.")


class AddedOut(Schema):
    """An idea that was taken in."""

    id: int = Field(description="Its number.")
    new: bool = Field(description="false: this key was known, and nothing was changed.")


class SpreadOut(Schema):
    """What those who placed it think, from 1 to 10."""

    n: int = Field(description="How many placed it; fewer than three are never shown.")
    median: float = Field(description="The middle.")
    low: float = Field(description="Half of them lie between this …")
    high: float = Field(description="… and this.")


class PieceOut(Schema):
    """A piece of evidence that this key may see."""

    kind: str = Field(description="What it is, such as “A case”.")
    href: str = Field(description="Its page.")
    sentence: str = Field(description="What it says; may be empty.")
    quote: bool = Field(description="Whether these are somebody's own words.")


class ImprovementOut(Schema):
    """An improvement as the board shows it."""

    id: int = Field(description="Its number.")
    text: str = Field(description="The idea in one line.")
    more: str = Field(description="More about it.")
    state: Literal["idea", "chosen", "doing", "done", "checked", "let_go"] = Field(
        description="How far it has come; `let_go`: it will not be done, and why stands in `let_go_because`."
    )
    let_go_because: str = Field(description="Why it was let go; empty otherwise.")
    owner: str | None = Field(description="Who does it.")
    due_on: date | None = Field(description="By which day they promised it.")
    heard: int = Field(description="How many pieces of evidence lie beside it, each counted once.")
    value: SpreadOut | None = Field(description="What it is worth, once several placed it and all was shown.")
    effort: SpreadOut | None = Field(description="What it costs; an idea needs as many cards as its median.")
    fear_of_doing: SpreadOut | None = Field(description="How much doing it is feared.")
    fear_of_not_doing: SpreadOut | None = Field(description="How much not doing it is feared.")
    done_on: date | None = Field(description="Since when it is so.")
    number: Literal["", "bullseye", "achieved", "felt"] = Field(description="Which number it should move.")
    check_on: date | None = Field(description="When we look whether it did.")
    verdict: Literal["", "moved", "did_not", "cannot_say"] = Field(description="What was found then.")
    added_at: datetime = Field(description="When it was written down.")


class ImprovementWithEvidence(ImprovementOut):
    """An improvement with the evidence that this key may see."""

    evidence: list[PieceOut] = Field(description="The newest first. What this key may not see is in `heard` alone.")


class ImprovementPage(Schema):
    """A page of improvements."""

    items: list[ImprovementOut] = Field(description="The newest first.")
    next: str | None = Field(description="Send it as `cursor` for the page after this one; null: there is none.")


class ImprovementsAsked(Schema):
    """Which, how many, and from where on."""

    state: Literal["", "idea", "chosen", "doing", "done", "checked", "let_go"] = Field(
        "", description="Only those in this state."
    )
    cursor: str = Field("", max_length=200, description="The `next` of the page before.")
    limit: int = Field(50, ge=1, le=200, description="How many on a page.")


@router.post(
    "/improvements",
    response={201: AddedOut, 200: AddedOut},
    operation_id="add_improvement",
    summary="Put an idea on the board",
)
def post_improvement(request: HttpRequest, body: IdeaBody) -> Status[dict[str, Any]]:
    """It is kept once, and stands among the ideas."""
    actor = actor_of_token(request.auth)  # type: ignore[attr-defined]
    text = " ".join(clean_text(body.text).split())
    if not text:
        raise Problem(422, "There are no words in it.")
    one, new = add_improvement(text=text, more=clean_text(body.more), key=f"api:{body.key}", by=actor.by)
    return Status(201 if new else 200, {"id": one.pk, "new": new})


@router.get(
    "/improvements", response=ImprovementPage, operation_id="read_improvements", summary="Read the improvements"
)
def get_improvements(request: HttpRequest, asked: Query[ImprovementsAsked]) -> dict[str, Any]:
    """The board is open to everybody, and so to every key."""
    found = improvements_visible_to(actor_of_token(request.auth))  # type: ignore[attr-defined]
    if asked.state:
        found = found.filter(state=asked.state)
    page = list(older_than(found, asked.cursor, "added_at")[: asked.limit + 1])
    more, page = len(page) > asked.limit, page[: asked.limit]
    return {
        "items": [_said(line) for line in lines_of(page)],
        "next": cursor_after(page[-1].added_at, page[-1].pk) if more else None,
    }


@router.get(
    "/improvements/{id}",
    response=ImprovementWithEvidence,
    operation_id="read_improvement",
    summary="Read one improvement",
)
def get_improvement(
    request: HttpRequest,
    id: int = Path(..., ge=1, lt=2**63, description="Its number."),  # type: ignore[type-arg]
) -> dict[str, Any]:
    """With its evidence, as far as this key may see where it comes from."""
    actor = actor_of_token(request.auth)  # type: ignore[attr-defined]
    one = improvements_visible_to(actor).filter(pk=id).first()
    if one is None:
        raise Problem(404, "There is no such improvement.")
    return _said(lines_of([one])[0]) | {"evidence": _pieces(evidence_of(actor, [one.pk])[one.pk])}


def _said(line: Line) -> dict[str, Any]:
    one: Improvement = line.idea
    value, fear = line.value, line.fear
    return {
        **{
            name: getattr(one, name)
            for name in ("id", "text", "more", "state", "let_go_because", "due_on", "done_on", "number")
        },
        "owner": one.owner and one.owner.name,
        "heard": line.heard,
        "value": _spread(value.y if value else None),
        "effort": _spread(value.x if value else None),
        "fear_of_doing": _spread(fear.x if fear else None),
        "fear_of_not_doing": _spread(fear.y if fear else None),
        "check_on": one.check_on,
        "verdict": one.verdict,
        "added_at": one.added_at,
    }


def _spread(found: Spread | None) -> dict[str, Any] | None:
    return None if found is None else vars(found)


def _pieces(pieces: Pieces) -> list[dict[str, Any]]:
    return [{"kind": one.name, "href": one.href, "sentence": one.sentence, "quote": one.quote} for one in pieces.shown]
