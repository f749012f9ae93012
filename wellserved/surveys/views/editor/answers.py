"""What people answered to the questions of one survey."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wellserved.people.actors import actor_of
from wellserved.surveys.queries.own_answers import MOST, own_summary
from wellserved.surveys.views.editor import visible_survey

PERIODS = {"30": "30 days", "90": "90 days", "365": "A year", "all": "Always"}


def survey_answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Each question with its shares or its mean, their ranges, and how many answered it."""
    shown = visible_survey(request, pk)
    period = request.GET.get("days", "90")
    period = period if period in PERIODS else "90"
    found = own_summary(actor_of(request), shown, int(period) if period != "all" else None)
    context = {
        "survey": shown,
        "found": found,
        "lines": [(one, found.texts.get(one.question.id, [])) for one in found.summaries],
        "periods": PERIODS,
        "period": period,
        "most": MOST,
    }
    return render(request, "surveys/editor/answers.html", context)
