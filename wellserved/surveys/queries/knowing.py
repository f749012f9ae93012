"""Where least is known: a team's services and clients with their answers, their range, and the chance to be asked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils.timezone import localtime

from wellserved.interactions.models import Service
from wellserved.kit.clock import local_day
from wellserved.measures import Interval, wilson
from wellserved.measures.allocation import Known
from wellserved.people.models import Client, Team
from wellserved.people.queries import teams_visible_to
from wellserved.people.shapes import Actor
from wellserved.surveys.models import AskWeek
from wellserved.surveys.queries.policy import policy_of
from wellserved.surveys.queries.weeks import Facts, facts_of, line_of, plan_of
from wellserved.surveys.rules.asking import Policy
from wellserved.surveys.rules.budget import (
    WHOLE,
    CellFacts,
    Line,
    Place,
    Plan,
    chances_for,
    is_spent,
    plan_week,
    week_left,
)
from wellserved.surveys.rules.sampling import chance_in_words

SHOWN = 40


@dataclass(frozen=True)
class Cell:
    """A service for a client: how it felt there, as far as is known."""

    service: str
    client: str
    rate: Interval
    chance: str  # of whoever comes by now; empty: nobody draws, all are asked

    @property
    def low(self) -> str:
        return f"{100 * (self.rate.low or 0):.1f}"

    @property
    def high(self) -> str:
        return f"{100 * (self.rate.high if self.rate.high is not None else 1):.1f}"


@dataclass(frozen=True)
class Unknown:
    """A service of which these clients have said nothing yet."""

    service: str
    clients: int
    chance: str  # of whoever comes by now, the least to the best; empty: nobody draws


@dataclass(frozen=True)
class Knowledge:
    """What one team knows."""

    unknown: list[Unknown]  # those with most clients first
    cells: list[Cell]
    more: int
    policy: Policy
    week: AskWeek | None
    expected: int  # how many are likely to be eligible in a week


def teams_to_look_at(actor: Actor) -> QuerySet[Team]:
    """Leads see their own teams, managers and admins all."""
    teams = teams_visible_to(actor).order_by("name")
    return teams if actor.sees_all else teams.filter(pk__in=actor.led_team_ids if actor.leads else [])


def knowledge_of(team: Team, moment: datetime) -> Knowledge:
    """The cells of a team, the least known first. As many queries for one cell as for hundreds."""
    today = local_day(moment, settings.TIME_ZONE)
    monday = today - timedelta(days=today.weekday())
    facts, policy = facts_of(team.pk, monday), policy_of(team.pk)
    week = AskWeek.objects.filter(team_id=team.pk, monday=monday).first()
    plan, line, left = _now(facts, policy, week, moment)
    said = {place: cell for place, cell in facts.cells.items() if cell.n}
    silent = [place for place in facts.cells if place not in said]
    shown = sorted(said.items(), key=_least_known)[:SHOWN]
    wanted = {place[0] for place in silent} | {place[0] for place, _ in shown}
    services = dict(Service.objects.filter(pk__in=wanted).values_list("pk", "name"))
    clients = dict(Client.objects.filter(pk__in={place[1] for place, _ in shown}).values_list("pk", "name"))
    cells = [
        Cell(
            services.get(place[0], "No service"),
            clients.get(place[1], "No client"),
            wilson(cell.bullseye, cell.n),
            _chance(place, plan, line, left),
        )
        for place, cell in shown
    ]
    unknown = _unknown(silent, services, plan, line, left)
    return Knowledge(unknown, cells, len(said) - len(shown), policy, week, round(facts.volume))


def _unknown(
    silent: list[Place], services: dict[int, str], plan: Plan | None, line: Line, left: float
) -> list[Unknown]:
    """The places nobody has spoken of, a line for each service."""
    by_service: dict[int, list[Place]] = defaultdict(list)
    for place in silent:
        by_service[place[0]].append(place)
    most = sorted(by_service.items(), key=lambda item: (-len(item[1]), item[0]))[:SHOWN]
    return [
        Unknown(services.get(service, "No service"), len(places), _chances(places, plan, line, left))
        for service, places in most
    ]


def _least_known(item: tuple[Place, CellFacts]) -> tuple[float, float, Place]:
    """In the order in which the draw takes them for known: nothing but "yes", from one or two, is not believed yet."""
    place, cell = item
    return (-Known(cell.bullseye, cell.n, cell.coming, 1.0).width(), -cell.coming, place)


def _now(facts: Facts, policy: Policy, week: AskWeek | None, moment: datetime) -> tuple[Plan | None, Line, float]:
    """The plan in force; the one that would be made now, if nobody has come by this week."""
    if week is not None:
        plan, profile = plan_of(week)
        return plan, line_of(week), week_left(localtime(moment), profile)
    if policy.ask_at_most is None:
        return None, Line(), 1.0
    made = plan_week(facts.cells, policy.ask_at_most, facts.volume, policy.least_share)
    return made, Line(), week_left(localtime(moment), facts.profile)


def _chance(place: Place, plan: Plan | None, line: Line, left: float) -> str:
    return _chances([place], plan, line, left)


def _chances(places: list[Place], plan: Plan | None, line: Line, left: float) -> str:
    """The chance of whoever comes by from there; the least and the best, where they differ."""
    if plan is None:
        return ""
    if is_spent(plan, line):
        return "none left"
    ends = min(places, key=plan.weight), max(places, key=plan.weight)
    least, best = (chance_in_words(chances_for([place], plan, line, left)[0] / WHOLE) for place in ends)
    return least if least == best else f"{least} to {best}"
