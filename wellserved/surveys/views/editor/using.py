"""Putting a survey to use, letting it rest, and what was asked when."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from wellserved.frame.paging import page_of
from wellserved.people.actors import actor_of
from wellserved.surveys.actions.editing import put_to_use, rest_survey, start_over, wake_survey
from wellserved.surveys.queries.surveys import ASKED_AT_MOST, versions_of
from wellserved.surveys.rules.comparing import changes
from wellserved.surveys.rules.definition import PLAIN, read_definition
from wellserved.surveys.views.editor import visible_survey


@require_POST
def survey_use(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask this from the next ask on."""
    shown = visible_survey(request, pk)
    try:
        version = put_to_use(survey_id=shown.pk, by=actor_of(request).by)
    except ValueError as refused:
        messages.error(request, f"Not yet. {refused}")
    else:
        messages.success(request, f"Whoever is asked from now on is asked this: version {version.number}.")
    return redirect("survey", shown.pk)


@require_POST
def survey_draft_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to what is asked now."""
    shown = visible_survey(request, pk)
    start_over(survey_id=shown.pk, by=actor_of(request).by)
    messages.success(request, "The draft is again what is asked now.")
    return redirect("survey", shown.pk)


@require_POST
def survey_rest(request: HttpRequest, pk: int) -> HttpResponse:
    shown = visible_survey(request, pk)
    rest_survey(survey_id=shown.pk, by=actor_of(request).by)
    messages.success(request, "It rests. Nobody new is asked by it; what was answered stays.")
    return redirect("survey", shown.pk)


@require_POST
def survey_wake(request: HttpRequest, pk: int) -> HttpResponse:
    shown = visible_survey(request, pk)
    try:
        wake_survey(survey_id=shown.pk, by=actor_of(request).by)
    except ValueError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "It is here again.")
    return redirect("survey", shown.pk)


def survey_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version, what changed with it, and how often it was asked."""
    shown = visible_survey(request, pk)
    page = page_of(versions_of(shown), request)
    numbers = [version.number - 1 for version in page.items]
    earlier = {one.number: one for one in shown.versions.filter(number__in=numbers)}
    lines = []
    for version in page.items:
        before = earlier.get(version.number - 1)
        told = changes(read_definition(before.definition) if before else PLAIN, read_definition(version.definition))
        lines.append((version, told, before is None))
    return render(
        request, "surveys/editor/history.html", {"survey": shown, "page": page, "lines": lines, "most": ASKED_AT_MOST}
    )
