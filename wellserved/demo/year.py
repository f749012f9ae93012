"""The year's pieces of service: who was served by whom, when, about what, and how well it went in truth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import log
from random import Random
from zoneinfo import ZoneInfo

from wellserved.demo.campus import PLACES, TEAMS
from wellserved.demo.roster import Roster
from wellserved.demo.seasons import busyness, days_of_year, in_working_time, moment_of, outage_week
from wellserved.demo.words import subject

INTERACTIONS = 14_000
NETWORKS = 1


@dataclass(frozen=True)
class Case:
    """One piece of service. Indexes point into the roster and TEAMS. `feel` is what no survey sees: how good it was."""

    team: int
    service: int
    members: tuple[int, ...]
    contact: int
    thing: str
    subject: str
    channel: str
    place: str
    opened_at: datetime
    closed_at: datetime | None
    closings: int
    feel: float
    outage: bool
    story: int | None = None  # its place in stories.STORIES


def make_year(random: Random, roster: Roster, end: datetime, zone: str) -> list[Case]:
    """Oldest first; what would end after `end` is still open."""
    local_end = end.astimezone(ZoneInfo(zone))
    days = days_of_year(local_end.date())
    per_day = INTERACTIONS / sum(busyness(day) for day in days)
    outage = outage_week(local_end.date())
    teams = [roster.of_team(team) for team in range(len(TEAMS))]
    cases = []
    for day in days:
        struck = outage <= day < outage + timedelta(days=5)
        mean = per_day * busyness(day)
        for team in _teams_of(random, max(0, round(random.gauss(mean, mean**0.5))), struck):
            hour, minute, second = moment_of(random)
            opened = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=local_end.tzinfo)
            if opened <= local_end:
                cases.append(_case(random, roster, teams[team], team, opened, local_end, _hit(day, outage)))
    return sorted(cases, key=lambda case: case.opened_at)


def _teams_of(random: Random, count: int, struck: bool) -> list[int]:
    shares = [team.share for team in TEAMS]
    if struck:  # twice as many calls, and most of them about the network
        shares[NETWORKS] += 0.9
        count *= 2
    return random.choices(range(len(TEAMS)), shares, k=count)


def _hit(day: date, outage: date) -> float:
    """How much the outage weighs on whoever is served by networks: a week fully, then fading for another."""
    since = (day - outage).days
    return 2.4 if 0 <= since < 5 else 1.6 if 5 <= since < 12 else 0.0


def _case(
    random: Random, roster: Roster, colleagues: list[int], team: int, opened: datetime, end: datetime, hit: float
) -> Case:
    sketch = TEAMS[team]
    service = random.choices(range(len(sketch.services)), [s.share for s in sketch.services])[0]
    about = sketch.services[service]
    members = tuple(random.sample(colleagues, 2 if random.random() < 0.12 else 1))
    hours = about.hours * random.lognormvariate(0, 0.9)
    reopened = random.random() < 0.03
    closed = in_working_time(opened + timedelta(hours=hours * (2.5 if reopened else 1)))
    slow = log(max(hours / about.hours, 0.2)) * 0.22
    outage = hit > 0 and team == NETWORKS
    feel = (
        0.5 + sketch.feel + about.feel + sum(roster.members[m].feel for m in members) / len(members)
        - slow - 0.5 * reopened - hit * (1.0 if team == NETWORKS else 0.12) + random.gauss(0, 0.85)
    )  # fmt: skip
    channel = random.choices([c for c, _ in sketch.channels], [share for _, share in sketch.channels])[0]
    thing = "the core switch" if outage and random.random() < 0.3 else random.choice(about.things)
    return Case(
        team,
        service,
        members,
        random.choices(range(len(roster.contacts)), cum_weights=roster.weights)[0],
        thing,
        subject(random, thing),
        channel,
        "Remote" if channel in ("mail", "portal", "chat") else random.choice(PLACES[:5]),
        opened,
        closed if closed <= end else None,
        0 if closed > end else 2 if reopened else 1,
        feel,
        outage,
    )
