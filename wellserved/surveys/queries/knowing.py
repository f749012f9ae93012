"""Where least is known: a team's services and clients with their answers, their range, and the chance to be asked."""

from __future__ import annotations

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
class Knowledge:
    """What one team knows."""

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
    shown = sorted(facts.cells.items(), key=_least_known)[:SHOWN]
    services = dict(Service.objects.filter(pk__in={place[0] for place, _ in shown}).values_list("pk", "name"))
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
    return Knowledge(cells, len(facts.cells) - len(shown), policy, week, round(facts.volume))


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
    if plan is None:
        return ""
    if is_spent(plan, line):
        return "none left"
    [chance] = chances_for([place], plan, line, left)
    return chance_in_words(chance / WHOLE)
