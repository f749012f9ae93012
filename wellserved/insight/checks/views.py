"""Did it move? The weeks, the sentence, and the button that keeps what was found."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wellserved.improvements.actions.moving import check_improvement
from wellserved.improvements.models import Improvement
from wellserved.improvements.rules.checking import verdict
from wellserved.improvements.rules.moving import NotNowError
from wellserved.improvements.views.board import rights
from wellserved.insight.charts import draw
from wellserved.insight.charts.svg import dressed
from wellserved.insight.checks.drawing import Point, drawn_from, points_of
from wellserved.insight.checks.queries import checks_visible_to, weeks_around
from wellserved.kit.clock import local_day, now
from wellserved.kit.tables import Column, Table, table_answer
from wellserved.people.actors import actor_of
from wellserved.people.models import Member

SIZES = (("chart wide", 960, 220, 7), ("chart narrow", 300, 200, 3))


@require_http_methods(["GET", "HEAD", "POST"])
def improvement_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Before its day it shows weeks and no verdict: whoever looks every week finds something that moved."""
    actor = actor_of(request)
    one = get_object_or_404(checks_visible_to(actor), pk=pk)
    today = local_day(now(), settings.TIME_ZONE)
    before, after = weeks_around(one, _last(one, today))
    due = one.check_on is not None and one.check_on <= today
    found = verdict(before, after, one.worth) if due else None
    may_keep = found is not None and one.state == "done" and rights(actor, one)["may_finish"]
    if request.method == "POST":
        if not may_keep or found is None:
            raise Http404
        try:
            member = Member.objects.filter(pk=actor.member_id or 0).first()
            check_improvement(improvement_id=pk, checked=found, member=member, by=actor.by)
            messages.success(request, "Kept. It stands on the board as checked.")
        except NotNowError as wrong:
            messages.warning(request, str(wrong))
        return redirect("improvement", pk)
    points = points_of(before, after)
    kept = one.figures if one.state == "checked" else None
    context = {
        "idea": one,
        "found": kept or found,
        "verdict": _said(kept["verdict"] if kept else found.verdict if found else ""),
        "due": due,
        "may_keep": may_keep,
        "points": list(reversed(points)),
        "charts": _charts(one, points),
    }
    return render(request, "insight/improvement_check.html", context)


@require_safe
def improvement_weeks(request: HttpRequest, pk: int) -> HttpResponse:
    """The same weeks, to take away."""
    one = get_object_or_404(checks_visible_to(actor_of(request)), pk=pk)
    before, after = weeks_around(one, _last(one, local_day(now(), settings.TIME_ZONE)))
    counts = (Column(one.get_number_display(), "whole"), Column("answers", "whole"))
    points = points_of(before, after)
    rows = [(point.monday, "after" if point.after else "before", point.k, point.n) for point in points]
    return table_answer(request, "weeks", Table((Column("week from", "day"), Column("done"), *counts), rows))


def _last(one: Improvement, today: date) -> date:
    """Weeks that are over; of one that was checked those up to then."""
    return min(today, one.check_on) if one.check_on else today


def _said(found: str) -> str:
    return dict(Improvement.Verdict.choices).get(found, "")  # type: ignore[arg-type]


def _charts(one: Improvement, points: list[Point]) -> list[Any]:
    if sum(point.n > 0 for point in points) < 2:
        return []
    label = f"{one.get_number_display()} by week, before and after: {one.text}"
    svgs = [(draw("weeks", drawn_from(points, *size)), css_class) for css_class, *size in SIZES]
    charts = [dressed(svg, label, css_class) if svg else None for svg, css_class in svgs]
    return charts if all(charts) else []
