"""Answers over REST: what came back, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from wellserved.interactions.models import Service
from wellserved.kit.clock import within_reach
from wellserved.kit.cursors import cursor_after, read_cursor
from wellserved.people.actors import actor_of_token
from wellserved.people.models import Client, Team
from wellserved.surveys.models import Response
from wellserved.surveys.queries.answers import responses_visible_to
from wellserved.surveys.queries.own_answers import own_as_told, surveys_of_versions
from wellserved.surveys.shapes import QUALITIES
from wellserved.tallies.rules import WAYS

router = Router(tags=["responses"])
ACHIEVED = ("no", "partly", "yes")
CHANGES_FOR = timedelta(days=10)  # an answer can be changed for seven days; a clock may be wrong


class ResponsesAsked(Schema):
    """Which answers, and how many at once."""

    cursor: str = Field("", max_length=200, description="The `next` of the page before.")
    limit: int = Field(100, ge=1, le=500, description="How many on a page.")
    order: Literal["newest", "oldest"] = Field("newest", description="By when they first answered.")
    since: datetime | None = Field(
        None, description="Only answers given or changed since, such as 2026-11-01T00:00:00Z. Without a zone: UTC."
    )


class ServedOut(Schema):
    """The interaction that was asked about."""

    source: str = Field(description="Where it comes from, as it was brought in.")
    external_id: str = Field(description="Its number there.")


class SurveyOut(Schema):
    """The survey of one's own that was asked."""

    id: int = Field(description="The survey's number.")
    name: str = Field(description="What it is called here.")
    version: int = Field(description="Which of its versions they were asked with.")


class OwnOut(Schema):
    """The answer to a question of one's own."""

    question: str = Field(description="The question's id: it stays the same from version to version.")
    label: str = Field(description="The question, in the language the survey was written in.")
    kind: Literal["choice", "scale", "number", "text"] = Field(description="What kind of question it is.")
    value: str | int | float | list[str] = Field(
        description="As it is kept: of a choice the id of the answer, or the ids where several may be chosen."
    )
    said: str = Field(description="The same in words, in the language the survey was written in.")


class ResponseOut(Schema):
    """One answer, in its latest version."""

    id: int = Field(description="The answer's number, which is its invitation's.")
    interaction: ServedOut | None = Field(description="What was asked about; null if nothing in particular.")
    came_by: Literal["asked", "feedback", "kiosk", "snippet", "companion"] = Field(
        description="How it reached us: we asked, or by which open door. By a snippet it is claimed, not proven."
    )
    achieved: Literal["no", "partly", "yes"] | None = Field(description="Did they get what they came for?")
    felt: int | None = Field(description="How it felt, from 1 to 5.")
    qualities: list[str] = Field(description="What they named: when felt is low, what was missing.")
    words: str = Field(description="What they wrote.")
    may_call: bool = Field(description="Whether they may be called about it.")
    survey: SurveyOut | None = Field(description="The survey they were asked; null for our two questions alone.")
    own: list[OwnOut] = Field(description="Their answers to questions of your own, in the order they were asked.")
    version: int = Field(description="1, and one more for every change.")
    first_at: datetime = Field(description="When they first answered.")
    changed_at: datetime = Field(description="When this version came in.")
    team: str | None = Field(description="The team that served.")
    service: str | None = Field(description="The service.")
    client: str | None = Field(description="The client.")


class ResponsesOut(Schema):
    """A page of answers."""

    items: list[ResponseOut] = Field(description="The answers.")
    next: str | None = Field(description="Send it as `cursor` for the page after this one; null: there is none.")


@router.get("/responses", response={200: ResponsesOut}, operation_id="read_responses", summary="Read what came back")
def read_responses(request: HttpRequest, asked: Query[ResponsesAsked]) -> dict[str, Any]:
    """Answers that this key may see: a manager's or an admin's key sees all, others none, for they serve nobody."""
    actor = actor_of_token(request.auth)  # type: ignore[attr-defined]
    answers = responses_visible_to(actor).select_related("invitation__interaction")
    since, limit = asked.since, asked.limit
    if since:
        since = within_reach(since if since.tzinfo else since.replace(tzinfo=UTC))
        answers = answers.filter(changed_at__gte=since, first_at__gte=since - CHANGES_FOR)
    page = list(_after(answers, asked.cursor, asked.order)[: limit + 1])
    more, page = len(page) > limit, page[:limit]
    return {"items": _said(page), "next": cursor_after(page[-1].first_at, page[-1].pk) if more else None}


def _after(answers: QuerySet[Response], cursor: str, order: str) -> QuerySet[Response]:
    newest = order == "newest"
    answers = answers.order_by("-first_at", "-pk") if newest else answers.order_by("first_at", "pk")
    if not cursor:
        return answers
    at, pk = read_cursor(cursor)
    if newest:
        return answers.filter(Q(first_at__lt=at) | Q(first_at=at, pk__lt=pk), first_at__lte=at)
    return answers.filter(Q(first_at__gt=at) | Q(first_at=at, pk__gt=pk), first_at__gte=at)


def _said(answers: Sequence[Response]) -> list[dict[str, Any]]:
    asked = [answer.invitation for answer in answers]
    teams = dict(Team.objects.filter(pk__in={one.team_id for one in asked}).values_list("pk", "name"))
    services = dict(Service.objects.filter(pk__in={one.service_id for one in asked}).values_list("pk", "name"))
    clients = dict(Client.objects.filter(pk__in={one.client_id for one in asked}).values_list("pk", "name"))
    surveys = surveys_of_versions({one.version_id for one in asked if one.version_id})
    return [
        {
            "id": answer.pk,
            "interaction": one.interaction
            and {"source": one.interaction.source, "external_id": one.interaction.external_id},
            "came_by": WAYS[one.came_by],
            "achieved": None if answer.achieved is None else ACHIEVED[answer.achieved],
            "felt": answer.felt,
            "qualities": [name for bit, (name, _) in enumerate(QUALITIES) if answer.qualities >> bit & 1],
            "words": answer.words,
            "may_call": answer.may_call,
            "survey": surveys.get(one.version_id),
            "own": own_as_told(one.version_id, answer.own),
            "version": answer.version,
            "first_at": answer.first_at,
            "changed_at": answer.changed_at,
            "team": teams.get(one.team_id),
            "service": services.get(one.service_id),
            "client": clients.get(one.client_id),
        }
        for answer, one in zip(answers, asked, strict=True)
    ]
