"""Pulse: how it felt, with what is owed, what was said, and what is only wobble."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wellserved.insight.annotations.queries import may_annotate, notes_between
from wellserved.insight.charts.taking import taken
from wellserved.insight.charts.weeks import weeks_chart
from wellserved.insight.queries import channels_and_places, services_offered, teams_within_reach
from wellserved.insight.queries import pulse as read_pulse
from wellserved.insight.rules import PERIODS
from wellserved.insight.shapes import KINDS, Note, PulseFigures
from wellserved.insight.sheets import figures_table
from wellserved.insight.signals import saying
from wellserved.insight.signals.queries import on_its_own_page
from wellserved.insight.words import in_their_words
from wellserved.kit.clock import local_day, now
from wellserved.kit.tables import table_answer
from wellserved.listening.queries.stories import latest_story
from wellserved.people.actors import actor_of
from wellserved.people.shapes import Actor
from wellserved.site.asked import Asked, read
from wellserved.site.owed import owed_to_people
from wellserved.tallies.rules import WAYS

WAY_NAMES = {
    "asked": "Asked",
    "feedback": "Feedback link",
    "kiosk": "Kiosk",
    "snippet": "Help desk’s letter",
    "companion": "Who was there, too",
}


def pulse(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    asked = read(request.GET, actor)
    if asked.doubt:
        return render(request, "site/pulse_which.html", {"asked": asked, "perhaps": _perhaps(asked)})
    seen = _figures(actor, asked)
    this_year = local_day(now(), settings.TIME_ZONE).year
    chart = weeks_chart(seen.trend, this_year, asked.address(), _notes(actor, seen))
    if (file := taken(request, [chart])) is not None:
        return file
    owed = owed_to_people(actor)
    context = {
        "asked": asked,
        "seen": seen,
        "total": seen.total,
        "filters": _filters(actor, asked, seen.total.by_doors),
        "owed": owed,
        "nobody_waits": not any(line.count for line in owed),
        "said": in_their_words(actor, seen),
        "story": None if asked.client else latest_story(actor, None if asked.team is None else [asked.team]),
        "breakdowns": _breakdowns(seen, asked),
        "sheet": asked.address(),
        "ninety_days": asked.address(period="90-days"),
        "leads": actor.leads,
        "sees_all": actor.sees_all,
        "chart": chart,
        "changed": _changed(actor, asked),
        "may_note": may_annotate(actor),
    }
    return render(request, "site/pulse.html", context)


def pulse_sheet(request: HttpRequest) -> HttpResponse:
    """The same figures, to take away."""
    actor = actor_of(request)
    seen = _figures(actor, read(request.GET, actor))
    return table_answer(request, "pulse", figures_table(seen))


def _figures(actor: Actor, asked: Asked) -> PulseFigures:
    return read_pulse(
        actor=actor, period=asked.period, team=asked.team, service=asked.service, client=asked.client, way=asked.way,
        channel=asked.channel, place=asked.place,
    )  # fmt: skip


def _notes(actor: Actor, seen: PulseFigures) -> list[Note]:
    """What was noted of the weeks that the chart shows."""
    if not seen.trend.weeks:
        return []
    last = seen.trend.weeks[-1].monday + timedelta(days=6)
    return notes_between(actor, seen.trend.weeks[0].monday, last, seen.team.id if seen.team else None)


def _changed(actor: Actor, asked: Asked) -> dict[str, str] | None:
    """Where the page is about one team, service or client alone: whether it has changed, seen by itself."""
    chosen = {kind: getattr(asked, kind) for kind in KINDS if getattr(asked, kind)}
    if len(chosen) != 1 or asked.way is not None or asked.channel or asked.place or not (actor.sees_all or asked.team):
        return None
    kind, number = next(iter(chosen.items()))
    one = on_its_own_page(kind, number)
    if one is None:
        return None
    what = saying.what(one, "").partition(": ")[2].capitalize()
    return {"what": what, "from_to": saying.from_to(one), "how_sure": saying.how_sure(one.p)}


def _perhaps(asked: Asked) -> list[tuple[str, str]]:
    return [(client.name, asked.address(client=str(client.pk))) for client in asked.perhaps]


def _filters(actor: Actor, asked: Asked, by_doors: int) -> dict[str, Any]:
    """What each chip offers: (name, address, whether it is chosen)."""

    def choices(key: str, things: list[tuple[int, str]], chosen: int | None) -> list[tuple[str, str, bool]]:
        listed = [(name, asked.address(**{key: str(pk)}), pk == chosen) for pk, name in things]
        return [("All", asked.address(**{key: ""}), chosen is None), *listed]

    teams = list(teams_within_reach(actor).values_list("pk", "name"))
    services = list(services_offered().values_list("pk", "name"))
    channels, places = channels_and_places()
    ways = [(name, asked.address(came=way), WAYS.index(way) == asked.way) for way, name in WAY_NAMES.items()]
    periods = [
        (name, asked.address(period="" if key == "this-month" else key), key == asked.period.key)
        for key, name in PERIODS
    ]
    return {
        "teams": choices("team", teams, asked.team) if len(teams) > 1 else [],
        "services": choices("service", services, asked.service) if services else [],
        "periods": periods,
        "channels": _named("channel", channels, asked, asked.channel),
        "places": _named("place", places, asked, asked.place),
        "ways": choices("came", [], asked.way) + ways if by_doors or asked.way is not None else [],
        "without_client": asked.address(client=""),
    }


def _named(key: str, names: list[str], asked: Asked, chosen: str | None) -> list[tuple[str, str, bool]]:
    """Channels and places have no number: their name stands in the address. One alone is no choice."""
    if len(names) < 2 and chosen is None:
        return []
    return [
        ("All", asked.address(**{key: ""}), chosen is None),
        *((name, asked.address(**{key: name}), name == chosen) for name in names),
    ]


def _breakdowns(seen: PulseFigures, asked: Asked) -> list[dict[str, Any]]:
    """By team, service and client: those that are not filtered down to one already."""
    kinds = (("team", "By team", seen.teams), ("service", "By service", seen.services))
    found: list[dict[str, Any]] = [
        {"key": key, "title": title, "rows": [(group, _address(asked, key, group.id)) for group in groups]}
        for key, title, groups in (*kinds, ("client", "By client", seen.clients))
        if len(groups) > 1 or (groups and key == "client")
    ]
    for place, breakdown in enumerate(found):
        # The first stands beside the words, the others in pairs; a last one without a neighbour has the whole width.
        breakdown["alone"] = place == len(found) - 1 and place % 2 == 1
        breakdown["more"] = breakdown["key"] == "client" and seen.more_clients
        if breakdown["key"] == "service":  # there may be dozens, most of them asked about once a month
            breakdown["few"] = [row for row in breakdown["rows"] if row[0].figures.too_few]
            breakdown["rows"] = [row for row in breakdown["rows"] if not row[0].figures.too_few]
    return found


def _address(asked: Asked, key: str, number: int) -> str:
    return asked.address(**{key: str(number)}) if number else ""
