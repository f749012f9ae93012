"""What it is worth, over REST: the same figures that the page shows."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from wellserved.insight import rules as days
from wellserved.insight.api import RateOut
from wellserved.insight.queries import chosen_of, teams_within_reach
from wellserved.insight.worth import rules
from wellserved.insight.worth.looking import WorthLook, within_reach
from wellserved.insight.worth.queries import worth
from wellserved.kit.problems import Problem
from wellserved.people.actors import actor_of_token
from wellserved.people.naming import meant
from wellserved.people.queries import clients_visible_to

router = Router(tags=["figures"])


class WorthAsked(Schema):
    """What to look at."""

    first: date | None = Field(None, alias="from", description="First day, such as 2026-11-01. Left out: all time.")
    last: date | None = Field(None, alias="to", description="Last day, itself included.")
    team: str = Field("", max_length=300, description="A team, by its name or its number.")
    client: str = Field("", max_length=300, description="A client, by its name or its number.")
    within: int = Field(rules.USUAL_WITHIN, description="Coming back within so many days: 30, 60, 90 or 180.")


class QuarterOut(Schema):
    """Three months."""

    first: date = Field(description="Its first day.")
    whole: bool = Field(description="Whether it is over.")
    complaints: int = Field(description="How many came in.")
    served: int = Field(description="Interactions that closed.")
    rate: RateOut = Field(description="Complaints per interaction, with the score interval of a Poisson count.")
    bullseye: RateOut = Field(description="The bullseye rate of the same months.")


class ComplaintsOut(Schema):
    """Complaints by quarter."""

    quarters: list[QuarterOut] = Field(description="The last nine, oldest first.")
    ratio: RateOut = Field(description="How many times as often in the newer half of those over as in the older.")
    halves: int = Field(description="How many quarters each half has; 0 where there are not two.")


class ActiveOut(Schema):
    """Clients by use."""

    now: int = Field(description="How many were served in the last 90 days.")
    before: int = Field(description="How many in the 90 days before.")
    stayed: RateOut = Field(description="The share of those before who were served again.")
    bullseye_stayed: RateOut = Field(description="The bullseye rate, in the 90 days before, of those served again.")
    bullseye_gone: RateOut = Field(description="The same of those not served again.")


class ContractsOut(Schema):
    """Clients by the dates of their contract."""

    dated: int = Field(description="How many have a date.")
    running: int = Field(description="Of those, how many run today.")
    undated: int = Field(description="How many have none.")
    stayed: RateOut = Field(description="Of those that ran a year ago, the share that runs today.")


class BackOut(Schema):
    """People who were served again."""

    within: int = Field(description="Within so many days.")
    looked_at: int = Field(description="How many interactions, the newest, this was read from.")
    all_looked_at: bool = Field(description="Whether these were all of the period.")
    since: date | None = Field(description="The day of the oldest of them.")
    people: int = Field(description="How many people were followed, each from their first time in the period on.")
    share: RateOut = Field(description="The share who came back, by Kaplan and Meier. Null where too few to say.")


class ClientOut(Schema):
    """One client."""

    id: int = Field(description="Its number.")
    name: str = Field(description="Its name.")
    served: int = Field(description="Interactions that closed.")
    complaints: int = Field(description="Complaints that came in.")
    rate: RateOut = Field(description="Complaints per interaction.")
    bullseye: RateOut = Field(description="The bullseye rate.")
    back: RateOut = Field(description="The share of its people who came back.")


class ReferrerOut(Schema):
    """Somebody who sent people."""

    name: str = Field(description="Their name, or their address.")
    people: int = Field(description="How many people they sent.")
    interactions: int = Field(description="In how many interactions.")


class ReferredOut(Schema):
    """Who was sent by somebody, of the newest 2,000 interactions that name it."""

    interactions: int = Field(description="How many interactions name it.")
    people: int = Field(description="How many people.")
    referrers: list[ReferrerOut] = Field(description="Those who sent most, by name.")
    bullseye: RateOut = Field(description="The bullseye rate of these interactions.")


class WorthOut(Schema):
    """What good service goes with."""

    served: int = Field(description="Interactions that closed in the period.")
    bullseye: RateOut = Field(description="The bullseye rate of the period.")
    complaints: ComplaintsOut = Field(description="Complaints by quarter, and whether they become fewer.")
    active: ActiveOut | None = Field(description="Clients by use; null where one client was chosen.")
    contracts: ContractsOut | None = Field(description="Clients by contract; null where a team or client was chosen.")
    back: BackOut = Field(description="Coming back.")
    clients: list[ClientOut] = Field(description="The clients served most, by name.")
    referred: ReferredOut = Field(description="Who was sent by others.")


@router.get("/worth", response=WorthOut, by_alias=True, operation_id="read_worth", summary="What it is worth")
def read_worth(request: HttpRequest, asked: Query[WorthAsked]) -> dict[str, Any]:
    """Complaints per interaction, clients who stay, people who come back and who sent them, beside bullseyes.

    A manager's or an admin's key sees everything; other keys belong to no team, and see none.
    """
    actor = actor_of_token(request.auth)  # type: ignore[attr-defined]
    if asked.first and asked.last and asked.last < asked.first:
        raise Problem(422, f"{asked.last} lies before {asked.first}. Turn from and to round.")
    if asked.within not in rules.WITHIN:
        raise Problem(422, "within is 30, 60, 90 or 180 days.")
    teams, clients = teams_within_reach(actor), clients_visible_to(actor)
    team = chosen_of(teams, meant(teams, asked.team, "team"))
    client = chosen_of(clients, meant(clients, asked.client, "client"))
    period = within_reach(days.between(asked.first, asked.last))
    return asdict(worth(actor=actor, look=WorthLook(period, team, "", (), client, asked.within)))
