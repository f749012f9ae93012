"""What moves the feeling, and from very good to excellent."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wellserved.insight.charts.chart import Chart
from wellserved.insight.charts.taking import taken
from wellserved.insight.drivers import drawing, queries
from wellserved.insight.drivers.working import ENOUGH, ENOUGH_EACH
from wellserved.insight.models import DriversKept
from wellserved.insight.shapes import Chosen
from wellserved.people.actors import actor_of


def drivers(request: HttpRequest) -> HttpResponse:
    context, team, kept = _read(request)
    found = kept.found["drivers"] if kept else None
    chart = drawing.drivers_chart(found, _query(team)) if found and found["shares"] else None
    missing = kept.found["missing"] if kept else {"qualities": {}}
    named = sorted(missing["qualities"].items(), key=lambda item: -item[1][0])
    context |= {"found": found, "missing": missing, "missing_rows": named, "enough": ENOUGH}
    return _page(request, "insight/drivers.html", context, chart)


def four_to_five(request: HttpRequest) -> HttpResponse:
    context, team, kept = _read(request)
    found = kept.found["gaps"] if kept else None
    chart = drawing.gaps_chart(found, _query(team)) if found and found["qualities"] else None
    rows = sorted(found["qualities"].items(), key=lambda item: -item[1]["gap"][0]) if found else []
    context |= {
        "found": found,
        "enough": ENOUGH_EACH,
        "sure": [drawing.gap_in_words(name, one) for name, one in rows if drawing.is_sure(one["gap"])],
        "quotes": queries.fours_in_their_words(actor_of(request), team),
    }
    return _page(request, "insight/four_to_five.html", context, chart)


def _read(request: HttpRequest) -> tuple[dict[str, Any], Chosen | None, DriversKept | None]:
    actor = actor_of(request)
    teams = queries.teams_to_choose(actor)
    team = queries.team_asked_for(actor, request.GET.get("team", ""), teams)
    kept = queries.drivers_of(actor, team)
    choices = [("All", "?", team is None)] if actor.sees_all else []
    choices += [(one.name, _query(one), one == team) for one in teams]
    return {"team": team, "kept": kept, "choices": choices if len(choices) > 1 else []}, team, kept


def _page(request: HttpRequest, template: str, context: dict[str, Any], chart: Chart | None) -> HttpResponse:
    if (file := taken(request, [chart] if chart else [])) is not None:
        return file
    return render(request, template, {**context, "chart": chart})


def _query(team: Chosen | None) -> str:
    return f"?team={team.id}" if team else "?"
