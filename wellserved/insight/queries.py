"""Reading figures: what this person may see, for a period, a team, a service, a client."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from heapq import nsmallest
from typing import Any

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import Http404

from wellserved.insight import rules
from wellserved.insight.shapes import Chosen, Group, Period, PulseFigures, Trend
from wellserved.interactions.models import Service
from wellserved.kit.clock import local_day, now
from wellserved.people.models import Client, Team
from wellserved.people.queries import clients_visible_to, teams_visible_to
from wellserved.people.rules import fold
from wellserved.people.shapes import Actor
from wellserved.tallies.queries import Row, Where, sums, waiting
from wellserved.tallies.spots import spots, spots_with

CLIENTS_SHOWN = 8
NAMES_OFFERED = 200
Counts = dict[str, int]


def pulse(
    *,
    actor: Actor,
    period: Period,
    team: int | None = None,
    service: int | None = None,
    client: int | None = None,
    way: int | None = None,
    channel: str | None = None,
    place: str | None = None,
) -> PulseFigures:
    """All of Pulse in a fixed number of queries. A team beyond one's reach, or what does not exist, is not found."""
    chosen = _Chosen(
        way=way,
        spots=None if channel is None and place is None else spots_with(channel=channel, place=place),
        team=chosen_of(teams_within_reach(actor), team),
        service=chosen_of(Service.objects.all(), service),
        client=chosen_of(clients_visible_to(actor), client),
    )
    today = local_day(now(), settings.TIME_ZONE)
    cells = sums(_where(actor, chosen, period.first, period.last), by=["team", "service"])
    clients = [] if chosen.client else _clients(actor, chosen, period, {row["team"] for row in cells})
    first, last = rules.trend_from(period, today)
    by_week = {row["week"]: row for row in sums(_where(actor, chosen, first, last), by=["week"])}
    return PulseFigures(
        period=period,
        team=chosen.team,
        service=chosen.service,
        client=chosen.client,
        way=way,
        channel=channel,
        place=place,
        total=rules.figures(_sum(cells)),
        teams=() if chosen.team else _groups(Team, "No team", _added((row["team"], row) for row in cells)),
        services=() if chosen.service else _groups(Service, "No service", _added((r["service"], r) for r in cells)),
        clients=_groups(Client, "No client", _added((row["client"], row) for row in clients[:CLIENTS_SHOWN])),
        more_clients=len(clients) > CLIENTS_SHOWN,
        trend=rules.trend(by_week, first, last),
        as_of=now(),
        waiting=waiting(),
    )


def trend_of(
    *, actor: Actor, first: date, last: date, team: int | None = None, service: int | None = None,
    client: int | None = None,
) -> Trend:  # fmt: skip
    """The weeks of one group, from the first day to the last. One query, and one for each that is chosen."""
    chosen = _Chosen(
        team=chosen_of(teams_within_reach(actor), team),
        service=chosen_of(Service.objects.all(), service),
        client=chosen_of(clients_visible_to(actor), client),
    )
    by_week = {row["week"]: row for row in sums(_where(actor, chosen, first, last), by=["week"])}
    return rules.trend(by_week, first, last)


def teams_within_reach(actor: Actor) -> QuerySet[Team]:
    """The teams whose figures this person sees: one's own; all, for who sees all."""
    teams = teams_visible_to(actor)
    return teams if actor.sees_all else teams.filter(pk__in=actor.team_ids)


def services_offered() -> QuerySet[Service]:
    """The services to choose from, by name."""
    return Service.objects.order_by("name")[:NAMES_OFFERED]


def channels_and_places() -> tuple[list[str], list[str]]:
    """What interactions came by, and where they happened: each once."""
    known = list(spots().values_list("channel", "place")[: 2 * NAMES_OFFERED])
    channels, places = sorted({channel for channel, _ in known if channel}), sorted({one for _, one in known if one})
    return channels[:NAMES_OFFERED], places[:NAMES_OFFERED]


def clients_called(actor: Actor, text: str) -> list[Client]:
    """Clients for what somebody typed: the one of exactly this name, or those whose name holds it."""
    clients, wanted = clients_visible_to(actor), fold(text)
    exact = list(clients.filter(name_key=wanted)[:1])
    return exact or list(clients.filter(name_key__contains=wanted)[:20])


def chosen_of(things: QuerySet[Any], number: int | None) -> Chosen | None:
    """The thing of that number, by name; not found if it is not among these."""
    if number is None:
        return None
    found = things.filter(pk=number).values_list("pk", "name").first()
    if found is None:
        raise Http404
    return Chosen(*found)


@dataclass(frozen=True)
class _Chosen:
    team: Chosen | None
    service: Chosen | None
    client: Chosen | None
    way: int | None = None  # how the answers reached us, as in tallies.rules.WAYS
    spots: tuple[int, ...] | None = None  # the channel, the place, or both, as in tallies.spots


def _where(actor: Actor, chosen: _Chosen, first: date | None, last: date | None) -> Where:
    """What this person may see of what was chosen, from one day to another."""
    team = chosen.team.id if chosen.team else None if actor.sees_all else tuple(actor.team_ids)
    service = chosen.service.id if chosen.service else None
    return Where(first, last, team, service, chosen.client.id if chosen.client else None, chosen.spots, chosen.way)


def _clients(actor: Actor, chosen: _Chosen, period: Period, teams: Collection[int]) -> list[Row]:
    """The figures of those clients who answered most in the months of this period, one more than is shown.

    Which they are is read by the month, for there are thousands of them; what is shown of them is exact. Who looks
    at a channel or a place over all teams sees no list of clients: it would have to be made of single answers.
    """
    where = _where(actor, chosen, *rules.months_around(period))
    if chosen.spots is not None and not chosen.team:
        return []
    if chosen.service and not chosen.team:
        where = replace(where, team=tuple(teams))  # found by their teams
    found = sums(where, by=["client"], columns=("asked", "answered"))
    most = nsmallest(CLIENTS_SHOWN + 1, found, key=_by_answers)
    these = replace(_where(actor, chosen, period.first, period.last), client=[row["client"] for row in most])
    return sorted(sums(these, by=["client"]), key=_by_answers)


def _by_answers(row: Row) -> tuple[int, int, int]:
    return -row["answered"], -row["asked"], row["client"]


def _groups(model: type[Model], none: str, sums: Mapping[int, Counts]) -> tuple[Group, ...]:
    """By name, whoever is best: these are no ranking."""
    names: dict[int, str] = dict(model._default_manager.filter(pk__in=sums).values_list("pk", "name"))
    found = [Group(key, names.get(key, none), rules.figures(counts)) for key, counts in sums.items()]
    return tuple(sorted((g for g in found if g.figures.anything), key=lambda g: (g.id == 0, g.name.casefold())))


def _added(rows: Iterable[tuple[Any, Mapping[str, Any]]]) -> dict[Any, Counts]:
    found: dict[Any, Counts] = {}
    for key, row in rows:
        counts = found.setdefault(key, dict(rules.EMPTY))
        for name in rules.EMPTY:
            counts[name] += row[name]
    return found


def _sum(rows: Iterable[Mapping[str, Any]]) -> Counts:
    return _added((0, row) for row in rows).get(0, dict(rules.EMPTY))
