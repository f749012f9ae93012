"""Signals over REST: what changed, for whoever shows it elsewhere."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from wellserved.insight.api import RateOut
from wellserved.insight.models import Signal
from wellserved.insight.signals import saying
from wellserved.insight.signals.queries import names_of, signals_visible_to
from wellserved.people.actors import actor_of_token

router = Router(tags=["figures"])


class SignalOut(Schema):
    """A change that stands when all teams, services and clients are judged at once."""

    id: int = Field(description="Its number.")
    kind: Literal["team", "service", "client"] = Field(description="What changed.")
    subject: int = Field(description="The number of the team, service or client.")
    name: str = Field(description="Its name; empty if it is gone.")
    week: date = Field(description="The Monday of the week in which it was seen.")
    since: date = Field(description="The Monday of the first week of the new level.")
    before: RateOut = Field(description="The bullseye rate of up to 104 weeks before it.")
    after: RateOut = Field(description="The bullseye rate from `since` to the week in which it was seen.")
    difference: RateOut = Field(description="After less before, with its Newcombe interval; from -1 to 1.")
    p: float = Field(
        description="The chance that a year without change holds anything as strong, for this group alone."
    )
    adjusted: float = Field(description="The smallest share of false discoveries at which it would still stand.")
    word: str = Field(description="What somebody said it was; empty until then.")
    acknowledged_at: datetime | None = Field(description="When they said so.")


class SignalsAsked(Schema):
    """How far back."""

    since: date | None = Field(None, description="Only those seen in the week of this day or later.")
    limit: int = Field(50, ge=1, le=200, description="How many, the newest first.")


@router.get("/signals", response=list[SignalOut], operation_id="read_signals", summary="What changed")
def read_signals(request: HttpRequest, asked: Query[SignalsAsked]) -> list[dict[str, Any]]:
    """A manager's or an admin's key sees all; other keys belong to no team, and see none."""
    found = signals_visible_to(actor_of_token(request.auth))  # type: ignore[attr-defined]
    if asked.since:
        found = found.filter(week__gte=asked.since)
    some = list(found[: asked.limit])
    names = names_of(some)
    return [_said(one, names.get((one.kind, one.subject), "")) for one in some]


def _said(one: Signal, name: str) -> dict[str, Any]:
    return {
        "id": one.pk,
        "kind": one.kind,
        "subject": one.subject,
        "name": name,
        "week": one.week,
        "since": one.since,
        "before": asdict(saying.before(one)),
        "after": asdict(saying.after(one)),
        "difference": asdict(saying.difference(one)),
        "p": one.p,
        "adjusted": one.adjusted,
        "word": one.word,
        "acknowledged_at": one.acknowledged_at,
    }
