"""Reading who answers, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Case, Count, IntegerField, Model, QuerySet, Sum, Value, When

from wellserved.insight.looking import Look
from wellserved.insight.silence.rules import Cell, voices, weigh, with_quieter_ones
from wellserved.insight.silence.shapes import Dimension, Silence, Voices
from wellserved.interactions.models import Service
from wellserved.kit.languages import LANGUAGES
from wellserved.people.models import Client, Team
from wellserved.people.shapes import Actor
from wellserved.surveys.models import Invitation
from wellserved.tallies.queries import tallied_client_days
from wellserved.tallies.rules import COLUMNS

CLIENTS_SHOWN = 12
NEWEST = 10_000  # asks that channel and language are read from
DIMENSIONS = ("team", "service", "kind")
KINDS = {0: "No client", 1: "In our own house", 2: "Outside"}
_SUMS = {f"sum_{name}": Sum(name) for name in COLUMNS}


def silence(*, actor: Actor, look: Look) -> Silence:
    """Who answered of those who were asked, and the rates of all who were served, as this person may see them."""
    rows = list(_rows(actor, look).annotate(kind=_KIND).values("team", "service", "kind").annotate(**_SUMS).order_by())
    cells = [
        Cell((row["team"], row["service"], row["kind"]), {name: row[f"sum_{name}"] or 0 for name in COLUMNS})
        for row in rows
    ]
    total = voices(0, "All", _sum(cells, "asked"), _sum(cells, "answered"))
    teams, services = _names(Team, (cell.where[0] for cell in cells)), _names(Service, (c.where[1] for c in cells))
    clients, more = _clients(actor, look)
    newest, languages, channels = _newest(actor, look)
    dimensions = (
        Dimension("team", "By team", _grouped(cells, 0, teams, "No team")),
        Dimension("service", "By service", _grouped(cells, 1, services, "No service")),
        Dimension("kind", "By where they are", _grouped(cells, 2, KINDS, "")),
        Dimension("channel", "By channel", channels),
        Dimension("language", "By language", languages),
        Dimension("client", "By client", clients, more),
    )
    weighing = weigh(cells, DIMENSIONS)
    named = {"team": (teams, "no team"), "service": (services, "no service"), "kind": (KINDS, "")}
    missing = tuple(named[key][0].get(pk, named[key][1]) for key, pk in (weighing.missing if weighing else ()))
    told = tuple(each for each in dimensions if len(each.groups) > 1)
    return Silence(total, with_quieter_ones(told, total), weighing, missing, newest, newest < NEWEST)


_KIND = Case(
    When(client=0, then=Value(0)),
    When(client__in=Client.objects.filter(kind=Client.Kind.INTERNAL).values("pk"), then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


def _rows(actor: Actor, look: Look) -> QuerySet[Any]:
    """Of those we asked: who came by an open door was not silent, and nobody knows who might have come."""
    rows = _within(tallied_client_days().filter(came_by=0), look.period.first, look.period.last)
    if look.team:
        return rows.filter(team=look.team.id)
    return rows if actor.sees_all else rows.filter(team__in=actor.team_ids)


def _within(rows: QuerySet[Any], first: date | None, last: date | None) -> QuerySet[Any]:
    if first:
        rows = rows.filter(day__gte=first)
    return rows.filter(day__lte=last) if last else rows


def _clients(actor: Actor, look: Look) -> tuple[tuple[Voices, ...], bool]:
    """Those whom we asked most, by name."""
    sums = _rows(actor, look).values("client").annotate(asks=Sum("asked"), answers=Sum("answered")).filter(asks__gt=0)
    rows = list(sums.order_by("-asks", "client")[: CLIENTS_SHOWN + 1])
    names = _names(Client, (row["client"] for row in rows))
    found = (voices(r["client"], names.get(r["client"], "No client"), r["asks"], r["answers"]) for r in rows)
    return _sorted(list(found)[:CLIENTS_SHOWN]), len(rows) > CLIENTS_SHOWN


def _newest(actor: Actor, look: Look) -> tuple[int, tuple[Voices, ...], tuple[Voices, ...]]:
    """By language and channel, which no tally keeps: so of the newest asks alone."""
    asks = Invitation.objects.filter(came_by=0, cancelled_at=None, confided_in="")
    asks = _within(asks, look.period.first, look.period.last)
    if look.team:
        asks = asks.filter(team_id=look.team.id)
    elif not actor.sees_all:
        asks = asks.filter(team_id__in=actor.team_ids)
    newest = Invitation.objects.filter(pk__in=asks.order_by("-day", "-pk").values("pk")[:NEWEST])
    rows = list(
        newest.values_list("language", "interaction__channel")
        .annotate(asks=Count("pk"), answers=Count("response"))
        .order_by()
    )
    by_language: dict[str, list[int]] = {}
    by_channel: dict[str, list[int]] = {}
    for language, channel, asked, answered in rows:
        for found, key in ((by_language, language or ""), (by_channel, channel or "")):
            counts = found.setdefault(key, [0, 0])
            counts[0] += asked
            counts[1] += answered
    languages = {key: LANGUAGES.get(key, key) if key else "Not known" for key in by_language}
    channels = {key: key.capitalize() if key else "Not known" for key in by_channel}
    return sum(row[2] for row in rows), _of(by_language, languages), _of(by_channel, channels)


def _of(counts: Mapping[str, list[int]], names: Mapping[str, str]) -> tuple[Voices, ...]:
    return _sorted([voices(0, str(names[key]), *both) for key, both in counts.items()])


def _grouped(cells: list[Cell], at: int, names: Mapping[int, str], none: str) -> tuple[Voices, ...]:
    sums: dict[int, list[int]] = {}
    for cell in cells:
        counts = sums.setdefault(cell.where[at], [0, 0])
        counts[0] += cell.counts["asked"]
        counts[1] += cell.counts["answered"]
    return _sorted([voices(pk, names.get(pk, none), *both) for pk, both in sums.items() if both[0]])


def _sorted(groups: list[Voices]) -> tuple[Voices, ...]:
    """By name: these are no ranking."""
    return tuple(sorted(groups, key=lambda group: group.name.casefold()))


def _names(model: type[Model], numbers: Iterable[int]) -> dict[int, str]:
    return dict(model._default_manager.filter(pk__in=set(numbers)).values_list("pk", "name"))


def _sum(cells: list[Cell], column: str) -> int:
    return sum(cell.counts[column] for cell in cells)
