"""The ledger of asks over REST: why how many were not asked, and the decisions behind each count."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from wellserved.interactions.models import Service
from wellserved.kit.clock import now, within_reach
from wellserved.people.actors import actor_of_token
from wellserved.people.models import Team
from wellserved.people.naming import TeamAndService, meant
from wellserved.surveys.models import Decision
from wellserved.surveys.queries.ledger import counted, places_visible_to, sentence_of

router = Router(tags=["asks"])
USUALLY = timedelta(days=30)
Outcome = Literal["waiting", "asked", "not_asked", "cancelled"]


class LedgerAsked(TeamAndService):
    """Which decisions are counted."""

    since: datetime | None = Field(
        None, description="Decided then or later, such as 2026-11-01T00:00:00Z. Left out: 30 days. Without a zone: UTC."
    )
    until: datetime | None = Field(None, description="Decided before. Left out: until now.")


class ReasonOut(Schema):
    """A reason, in words, and how many closings it spoke against."""

    reason: str = Field(description="Its code, which stays the same.")
    title: str = Field(description="It in short.")
    meaning: str = Field(description="What it means, and what mends it where something does.")
    count: int = Field(description="How many closings were not asked about for this reason.")


class ReasonsOut(Schema):
    """How many were asked, and why the others were not. Each closing is counted once."""

    since: datetime = Field(description="Where the period begins.")
    until: datetime = Field(description="Where it ends, itself left out.")
    asked: int = Field(description="Asked.")
    waiting: int = Field(description="Will be asked, if nothing speaks against it by then.")
    not_asked: int = Field(description="Not asked: the sum of all reasons.")
    reasons: list[ReasonOut] = Field(description="The most frequent first.")


class DecisionsAsked(LedgerAsked):
    """Which decisions, and how many at once."""

    reason: str = Field("", max_length=40, description="Only those with this reason, by its code.")
    outcome: Outcome | None = Field(None, description="Only those with this outcome.")
    after: int = Field(0, ge=0, le=2**62, description="The `next` of the page before.")
    limit: int = Field(100, ge=1, le=500, description="How many on a page.")


class AskedAboutOut(Schema):
    """The interaction that it was decided about."""

    source: str = Field(description="Where it comes from, as it was brought in.")
    external_id: str = Field(description="Its number there.")


class DecisionOut(Schema):
    """One decision: whether a closing was asked about, and why."""

    id: int = Field(description="The decision's number.")
    interaction: AskedAboutOut = Field(description="What it is about.")
    closing: int = Field(description="Which closing of it: 1 for the first.")
    outcome: Outcome = Field(description="What became of it.")
    reason: str = Field(description="The reason's code.")
    sentence: str = Field(description="The reason as a sentence.")
    probability: float | None = Field(
        description="With which probability chance would have chosen it; null where a rule or a person spoke instead."
    )
    ask_at: datetime | None = Field(description="When it will be, or was to be, asked about.")
    decided_at: datetime = Field(description="When this was decided.")


class DecisionsOut(Schema):
    """A page of decisions, in the order in which they were first made."""

    items: list[DecisionOut] = Field(description="The decisions.")
    next: int | None = Field(description="Send it as `after` for the page after this one; null: there is none.")


@router.get(
    "/asks/reasons", response={200: ReasonsOut}, operation_id="read_reasons", summary="Count why people were not asked"
)
def read_reasons(request: HttpRequest, asked: Query[LedgerAsked]) -> dict[str, Any]:
    """Of what this key may see: a manager's or an admin's key counts everything."""
    since, until = _period(asked)
    found = counted(_places(request, asked), since, until)
    reasons = [
        {"reason": one.code, "title": one.title, "meaning": one.meaning, "count": one.count} for one in found.reasons
    ]
    counts = {name: getattr(found, name) for name in ("asked", "waiting", "not_asked")}
    return {"since": since, "until": until, **counts, "reasons": reasons}


@router.get(
    "/asks", response={200: DecisionsOut}, operation_id="read_asks", summary="Read the decisions behind a count"
)
def read_asks(request: HttpRequest, asked: Query[DecisionsAsked]) -> dict[str, Any]:
    """One for every closing, a page at a time."""
    since, until = _period(asked)
    found = Decision.objects.filter(**_places(request, asked), pk__gt=asked.after)
    found = found.filter(decided_at__gte=since, decided_at__lt=until)
    if asked.reason:
        found = found.filter(reason=asked.reason)
    if asked.outcome:
        found = found.filter(outcome=asked.outcome)
    page = list(found.select_related("interaction", "decided_by").order_by("pk")[: asked.limit + 1])
    more, page = len(page) > asked.limit, page[: asked.limit]
    return {"items": [_said(one) for one in page], "next": page[-1].pk if more else None}


def _period(asked: LedgerAsked) -> tuple[datetime, datetime]:
    until = _moment(asked.until) if asked.until else now()
    return (_moment(asked.since) if asked.since else until - USUALLY), until


def _moment(given: datetime) -> datetime:
    return within_reach(given if given.tzinfo else given.replace(tzinfo=UTC))


def _places(request: HttpRequest, asked: LedgerAsked) -> dict[str, Any]:
    """Of what this key may see, the team and service that were named."""
    places = places_visible_to(actor_of_token(request.auth))  # type: ignore[attr-defined]
    if team := meant(Team.objects.all(), asked.team, "team"):
        places["team_id"] = team
    if service := meant(Service.objects.all(), asked.service, "service"):
        places["service_id"] = service
    return places


def _said(one: Decision) -> dict[str, Any]:
    plain = ("closing", "outcome", "reason", "probability", "ask_at", "decided_at")
    return {
        "id": one.pk,
        "interaction": {"source": one.interaction.source, "external_id": one.interaction.external_id},
        "sentence": sentence_of(one),
        **{name: getattr(one, name) for name in plain},
    }
