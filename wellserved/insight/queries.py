"""Reading figures: what this person may see, for a period, a team, a service, a client."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Model, Q, QuerySet, Sum
from django.http import Http404

from wellserved.insight import rules
from wellserved.insight.shapes import Chosen, Group, Period, PulseFigures, Trend
from wellserved.interactions.models import Service
from wellserved.kit.clock import local_day, now
from wellserved.people.models import Client, Team
from wellserved.people.queries import clients_visible_to, teams_visible_to
from wellserved.people.rules import fold
from wellserved.people.shapes import Actor
from wellserved.tallies.queries import tallied_client_days, tallied_days, waiting
from wellserved.tallies.rules import COLUMNS

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
) -> PulseFigures:
    """All of Pulse in a fixed number of queries. A team beyond one's reach, or what does not exist, is not found."""
    chosen = _Chosen(
        way=way,
        team=chosen_of(teams_within_reach(actor), team),
        service=chosen_of(Service.objects.all(), service),
        client=chosen_of(clients_visible_to(actor), client),
    )
    today = local_day(now(), settings.TIME_ZONE)
    days = _within(_of(actor, chosen), period.first, period.last)
    cells = list(days.values("team", "service").annotate(**SUMS).order_by())
    clients = [] if chosen.client else _clients(actor, chosen, period)
    first, last = rules.trend_from(period, today)
    by_day = _within(_of(actor, chosen), first, last).values("day").annotate(**SUMS).order_by()
    by_week = _added((rules.monday_of(row["day"]), row) for row in by_day)
    return PulseFigures(
        period=period,
        team=chosen.team,
        service=chosen.service,
        client=chosen.client,
        way=way,
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
    by_day = _within(_of(actor, chosen), first, last).values("day").annotate(**SUMS).order_by()
    return rules.trend(_added((rules.monday_of(row["day"]), row) for row in by_day), first, last)


def teams_within_reach(actor: Actor) -> QuerySet[Team]:
    """The teams whose figures this person sees: one's own; all, for who sees all."""
    teams = teams_visible_to(actor)
    return teams if actor.sees_all else teams.filter(pk__in=actor.team_ids)


def services_offered() -> QuerySet[Service]:
    """The services to choose from, by name."""
    return Service.objects.order_by("name")[:NAMES_OFFERED]


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


# Nobody asked those who came by an open door: they answer, but they are no part of the response rate.
SUMS = {f"sum_{name}": Sum(name) for name in COLUMNS if name != "answered"} | {
    "sum_answered": Sum("answered", filter=Q(came_by=0)),
    "sum_by_doors": Sum("answered", filter=Q(came_by__gt=0)),
}


def _of(actor: Actor, chosen: _Chosen, by_client: bool = False) -> QuerySet[Any]:
    """The tallies that this person may see, filtered. A client's are kept apart, since most pages need none."""
    rows: QuerySet[Any] = tallied_client_days() if chosen.client or by_client else tallied_days()
    if chosen.client:
        rows = rows.filter(client=chosen.client.id)
    if chosen.way is not None:
        rows = rows.filter(came_by=chosen.way)
    if chosen.service:
        rows = rows.filter(service=chosen.service.id)
    if chosen.team:
        return rows.filter(team=chosen.team.id)
    return rows if actor.sees_all else rows.filter(team__in=actor.team_ids)


def _within(rows: QuerySet[Any], first: date | None, last: date | None) -> QuerySet[Any]:
    if first:
        rows = rows.filter(day__gte=first)
    return rows.filter(day__lte=last) if last else rows


def _clients(actor: Actor, chosen: _Chosen, period: Period) -> list[dict[str, Any]]:
    """The clients who answered most, one more than is shown."""
    rows = _within(_of(actor, chosen, by_client=True), period.first, period.last)
    sums = rows.values("client").annotate(**SUMS)
    return list(sums.order_by("-sum_answered", "-sum_asked", "client")[: CLIENTS_SHOWN + 1])


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
            counts[name] += row[f"sum_{name}"] or 0
    return found


def _sum(rows: Iterable[Mapping[str, Any]]) -> Counts:
    return _added((0, row) for row in rows).get(0, dict(rules.EMPTY))
