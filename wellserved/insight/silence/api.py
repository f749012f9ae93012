"""Who does not answer, over REST: the same figures that the page shows."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from wellserved.insight import rules
from wellserved.insight.api import RateOut
from wellserved.insight.looking import Look
from wellserved.insight.queries import chosen_of, teams_within_reach
from wellserved.insight.silence.queries import silence
from wellserved.insight.silence.shapes import Voices
from wellserved.kit.problems import Problem
from wellserved.people.actors import actor_of_token
from wellserved.people.naming import meant

router = Router(tags=["figures"])


class SilenceAsked(Schema):
    """What to look at."""

    first: date | None = Field(None, alias="from", description="First day, such as 2026-11-01. Left out: all time.")
    last: date | None = Field(None, alias="to", description="Last day, itself included.")
    team: str = Field("", max_length=300, description="A team, by its name or its number.")


class VoicesOut(Schema):
    """How many of a group were asked, and how many answered."""

    name: str = Field(description="The group, by name.")
    asked: int = Field(description="How many were asked.")
    answered: int = Field(description="Of those, how many answered.")
    rate: RateOut = Field(description="The share who answered.")
    quieter: bool = Field(description="Whether it answers less than all others of its kind, by more than chance.")


class DimensionOut(Schema):
    """One way to tell people apart."""

    key: str = Field(description="team, service, kind, channel, language or client.")
    groups: list[VoicesOut] = Field(description="Its groups, by name.")


class ReweightedOut(Schema):
    """A rate of those who answered, and the same weighted to all who were served."""

    name: str = Field(description="bullseye, achieved or felt.")
    plain: RateOut = Field(description="Of those who answered.")
    weighted: RateOut = Field(description="With team, service and place in the proportions of all who were served.")


class SilenceOut(Schema):
    """Who answers, and what the rates would be if all groups had answered alike."""

    all: VoicesOut = Field(description="All of them.")
    dimensions: list[DimensionOut] = Field(description="The groups, one dimension after the other.")
    rates: list[ReweightedOut] = Field(description="The rates, weighted. Empty where too few answered.")
    design_effect: float | None = Field(description="Kish's: the answers are worth n divided by this even ones.")
    missing: list[str] = Field(description="Groups that were served and from whom nobody answered.")
    looked_at: int = Field(description="How many asks, the newest, channel and language were read from.")


@router.get("/silence", response=SilenceOut, by_alias=True, operation_id="read_silence", summary="Who does not answer")
def read_silence(request: HttpRequest, asked: Query[SilenceAsked]) -> dict[str, Any]:
    """Response rates by group with their intervals, and the rates weighted to all who were served.

    A manager's or an admin's key sees everything; other keys belong to no team, and see none.
    """
    actor = actor_of_token(request.auth)  # type: ignore[attr-defined]
    if asked.first and asked.last and asked.last < asked.first:
        raise Problem(422, f"{asked.last} lies before {asked.first}. Turn from and to round.")
    team = chosen_of(teams_within_reach(actor), meant(teams_within_reach(actor), asked.team, "team"))
    seen = silence(actor=actor, look=Look(rules.between(asked.first, asked.last), team, "", ()))
    return {
        "all": _said(seen.total),
        "dimensions": [{"key": each.key, "groups": [_said(one) for one in each.groups]} for each in seen.dimensions],
        "rates": [asdict(rate) for rate in seen.weighing.rates] if seen.weighing else [],
        "design_effect": seen.weighing.design_effect if seen.weighing else None,
        "missing": list(seen.missing),
        "looked_at": seen.looked_at,
    }


def _said(group: Voices) -> dict[str, Any]:
    return {**asdict(group), "rate": asdict(group.rate)}
