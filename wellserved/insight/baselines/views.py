"""How a client usually finds us: the page that a lead reads before a talk with them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from wellserved.insight.baselines import drawing, rules
from wellserved.insight.baselines.queries import baseline_visible_to
from wellserved.insight.baselines.shapes import Baseline
from wellserved.insight.baselines.sheets import months_table
from wellserved.insight.charts import draw
from wellserved.insight.charts.svg import dressed
from wellserved.kit.tables import table_answer
from wellserved.people.actors import actor_of
from wellserved.people.models import Client
from wellserved.people.queries import clients_visible_to

SIZES = (("chart wide", 960, 200, 6), ("chart narrow", 300, 190, 3))


def client_baseline(request: HttpRequest, client_id: int) -> HttpResponse:
    client, baseline = _read(request, client_id)
    sentence = drawing.sentence(baseline)
    context = {
        "client": client,
        "baseline": baseline,
        "sentence": sentence,
        "charts": _drawn(baseline, f"Bullseyes of {client} by month. {sentence}"),
        "shifts": [(shift, drawing.told(shift)) for shift in reversed(baseline.shifts)],
        "needed": rules.NEEDED,
    }
    return render(request, "insight/client_baseline.html", context)


def client_baseline_sheet(request: HttpRequest, client_id: int) -> HttpResponse:
    """The same months, to take away."""
    _, baseline = _read(request, client_id)
    return table_answer(request, "months", months_table(baseline))


def _read(request: HttpRequest, client_id: int) -> tuple[Client, Baseline]:
    actor = actor_of(request)
    client = get_object_or_404(clients_visible_to(actor), pk=client_id)
    if not actor.leads:
        raise Http404
    return client, baseline_visible_to(actor, client.pk)


def _drawn(baseline: Baseline, label: str) -> list[Any]:
    if len(baseline.months) < 2:
        return []
    svgs = [(draw("weeks", drawing.drawn_from(baseline, *size)), css_class) for css_class, *size in SIZES]
    charts = [dressed(svg, label, css_class) if svg else None for svg, css_class in svgs]
    return charts if all(charts) else []
