"""Annotations over REST: a deployment, a closure, a campaign notes itself."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status
from pydantic import ConfigDict

from wellserved.insight.annotations.actions import add_annotation
from wellserved.insight.annotations.forms import EARLIEST, LATEST
from wellserved.insight.annotations.queries import MOST, annotations_visible_to
from wellserved.insight.models import Annotation
from wellserved.insight.queries import teams_within_reach
from wellserved.kit.problems import Problem
from wellserved.kit.text import clean_text
from wellserved.people.actors import actor_of_token
from wellserved.people.naming import meant

router = Router(tags=["figures"])


class AnnotationBody(Schema):
    """Something that happened on a day."""

    model_config = ConfigDict(extra="forbid")
    day: date = Field(description="The day, such as 2026-10-05.")
    words: str = Field(min_length=1, max_length=200, description="What happened, in one sentence, without names.")
    team: str = Field(
        "", max_length=300, description="On whose charts: a team, by its name or its number. Left out: everybody's."
    )


class AnnotationOut(Schema):
    """An annotation."""

    id: int = Field(description="Its number.")
    day: date = Field(description="The day it stands on.")
    words: str = Field(description="What happened.")
    team: str | None = Field(description="On whose charts it stands; null: on everybody's.")


class AnnotationsAsked(Schema):
    """Which days."""

    first: date | None = Field(None, alias="from", description="First day. Left out: from the beginning.")
    last: date | None = Field(None, alias="to", description="Last day, itself included.")


@router.get(
    "/annotations", response=list[AnnotationOut], operation_id="read_annotations", summary="Read what happened when"
)
def read_annotations(request: HttpRequest, asked: Query[AnnotationsAsked]) -> list[dict[str, Any]]:
    """The newest hundred of these days that this key may see."""
    found = annotations_visible_to(actor_of_token(request.auth))  # type: ignore[attr-defined]
    if asked.first:
        found = found.filter(day__gte=asked.first)
    if asked.last:
        found = found.filter(day__lte=asked.last)
    return [_said(one) for one in found[:MOST]]


@router.post(
    "/annotations", response={201: AnnotationOut}, operation_id="add_annotation", summary="Note what happened on a day"
)
def post_annotation(request: HttpRequest, body: AnnotationBody) -> Status[dict[str, Any]]:
    """It stands on the charts at once. A manager's or an admin's key may."""
    actor = actor_of_token(request.auth)  # type: ignore[attr-defined]
    if not actor.sees_all:
        raise Problem(403, "This key may not note anything. A manager's or an admin's key may.")
    words = " ".join(clean_text(body.words).split())
    if not words:
        raise Problem(422, "There are no words in it.")
    if not EARLIEST <= body.day <= LATEST:
        raise Problem(422, "That day is too far away.")
    team = meant(teams_within_reach(actor), body.team, "team")
    one = add_annotation(day=body.day, words=words, team_id=team, member_id=None, by=actor.by)
    return Status(201, _said(one))


def _said(one: Annotation) -> dict[str, Any]:
    return {"id": one.pk, "day": one.day, "words": one.words, "team": one.team.name if one.team else None}
