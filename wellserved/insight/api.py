"""Figures over REST: the same that the Pulse page shows."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from wellserved.insight import rules
from wellserved.insight.queries import pulse, teams_within_reach
from wellserved.insight.shapes import Figures
from wellserved.interactions.models import Service
from wellserved.kit.problems import Problem
from wellserved.people.actors import actor_of_token
from wellserved.people.naming import TeamAndService, meant
from wellserved.people.queries import clients_visible_to

router = Router(tags=["figures"])


class PulseAsked(TeamAndService):
    """What to look at."""

    first: date | None = Field(None, alias="from", description="First day, such as 2026-11-01. Left out: all time.")
    last: date | None = Field(None, alias="to", description="Last day, itself included.")
    client: str = Field("", max_length=300, description="A client, by its name or its number.")


class RateOut(Schema):
    """A share with its 95 % Wilson interval. All null where n is 0."""

    estimate: float | None = Field(description="The share, from 0 to 1.")
    low: float | None = Field(description="The lower end of the interval.")
    high: float | None = Field(description="The upper end of the interval.")
    n: int = Field(description="How many answers it is over.")


class FeltOut(RateOut):
    """The share who felt great (5 of 5), and the mean beside it."""

    mean: float | None = Field(description="The mean of the faces, from 1 to 5.")


class OneSidedOut(Schema):
    """Answers that gave one side only. They count for that side, and not for bullseyes."""

    achieved: int = Field(description="How many said only whether they got what they came for.")
    felt: int = Field(description="How many said only how it felt.")


class TwoByTwoOut(Schema):
    """The answers with both sides: done or not, felt great or less."""

    done_great: int = Field(description="Got it and felt great: the bullseyes.")
    done_less: int = Field(description="Got it and felt less than great.")
    undone_great: int = Field(description="Did not get all of it and still felt great.")
    undone_less: int = Field(description="Missed both.")


class PulseOut(Schema):
    """How it felt, over a period, for a team, client or service."""

    first: date | None = Field(alias="from", description="The first day counted; null: from the beginning.")
    last: date | None = Field(alias="to", description="The last day counted; null: to the end.")
    n: int = Field(description="Answers with both sides: the n of the bullseye rate.")
    served: int = Field(description="Interactions that closed.")
    asked: int = Field(description="Invitations.")
    answered: int = Field(description="Of those, how many were answered, one-sided answers included.")
    by_doors: int = Field(description="Answers of people whom nobody asked: by an open door. They count below.")
    bullseye: RateOut = Field(description="Got what they came for and felt great, of the answers with both sides.")
    weighted: RateOut | None = Field(
        description="The bullseye rate with each answer weighted by one over its chance to be asked; its interval is "
        "that of as many even answers as the weighted ones are worth. Null where the chances were nearly all the same."
    )
    weighted_achieved: RateOut | None = Field(description="The same for `achieved`.")
    weighted_felt: RateOut | None = Field(description="The same for `felt`.")
    achieved: RateOut = Field(description="Got what they came for: the share of yes.")
    felt: FeltOut = Field(description="How it felt: the share of 5, and the mean.")
    one_sided: OneSidedOut = Field(description="Answers with one side only.")
    two_by_two: TwoByTwoOut = Field(description="The answers with both sides, in four counts.")
    too_few: bool = Field(description="True below five answers with both sides: pages then say too few to say.")
    as_of: datetime = Field(description="When this was read.")
    waiting: int = Field(
        description="Changes that are kept and not counted yet, usually for less than a second; counted up to 10,000."
    )


@router.get(
    "/pulse", response={200: PulseOut}, by_alias=True, operation_id="read_pulse", summary="How it felt, in figures"
)
def read_pulse(request: HttpRequest, asked: Query[PulseAsked]) -> dict[str, Any]:
    """Days are the organisation's; an answer counts under the day its service ended, whenever it came in.

    A manager's or an admin's key sees everything; other keys belong to no team, and see none.
    """
    actor = actor_of_token(request.auth)  # type: ignore[attr-defined]
    first, last = asked.first, asked.last
    if first and last and last < first:
        raise Problem(422, f"{last} lies before {first}. Turn from and to round.")
    seen = pulse(
        actor=actor,
        period=rules.between(first, last),
        team=meant(teams_within_reach(actor), asked.team, "team"),
        client=meant(clients_visible_to(actor), asked.client, "client"),
        service=meant(Service.objects.all(), asked.service, "service"),
    )
    return {
        "from": first,
        "to": last,
        **said(seen.total),
        "as_of": seen.as_of,
        "waiting": seen.waiting,
    }


def said(figures: Figures) -> dict[str, Any]:
    """Figures as the API says them."""
    return {
        "n": figures.n,
        "served": figures.served,
        "asked": figures.asked,
        "answered": figures.answered,
        "by_doors": figures.by_doors,
        "bullseye": asdict(figures.bullseye),
        "weighted": asdict(figures.weighted) if figures.weighted else None,
        "weighted_achieved": asdict(figures.weighted_achieved) if figures.weighted_achieved else None,
        "weighted_felt": asdict(figures.weighted_felt) if figures.weighted_felt else None,
        "achieved": asdict(figures.achieved),
        "felt": {**asdict(figures.felt), "mean": figures.felt_mean},
        "one_sided": asdict(figures.one_sided),
        "two_by_two": asdict(figures.two_by_two),
        "too_few": figures.too_few,
    }
