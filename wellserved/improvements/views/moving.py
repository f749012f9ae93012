"""The moves of an idea, each a page with its form or a button."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.improvements.actions import moving as act
from wellserved.improvements.forms.ideas import BeginningForm, FinishingForm, LettingGoForm
from wellserved.improvements.models import Improvement
from wellserved.improvements.queries.board import improvements_visible_to
from wellserved.improvements.rules.moving import NotNowError
from wellserved.improvements.views.board import forms_only, rights
from wellserved.kit.clock import local_day, now
from wellserved.people.actors import actor_of


@require_POST
def improvement_choosing(request: HttpRequest, pk: int) -> HttpResponse:
    """We want it."""
    one = _one(request, pk, "leads")
    return _button(request, one, act.choose_improvement, "Chosen. Now somebody is needed who does it.")


@require_POST
def improvement_taking_up(request: HttpRequest, pk: int) -> HttpResponse:
    """It stands among the ideas again."""
    one = _one(request, pk, "leads")
    return _button(request, one, act.take_improvement_up, "It stands among the ideas again.")


@forms_only
def improvement_beginning(request: HttpRequest, pk: int) -> HttpResponse:
    """Who does it, by when."""
    one = _one(request, pk, "may_finish")
    start = {"owner": one.owner_id, "due_on": one.due_on}
    form = BeginningForm(request.POST if request.method == "POST" else None, initial=start)
    words = ("Who does it, and by when?", "It becomes their promise, and stands on their Today until it is done.")
    done = "Promised. It stands on their Today."
    return _form(request, one, form, words, "That is agreed", act.begin_improvement, done)


@forms_only
def improvement_finishing(request: HttpRequest, pk: int) -> HttpResponse:
    """It is done, and what it should move."""
    one, today = _one(request, pk, "may_finish"), local_day(now(), settings.TIME_ZONE)
    start = {"done_on": one.done_on or today, "team": _only_team(one)}
    form = FinishingForm(request.POST if request.method == "POST" else None, initial=start, today=today)
    words = (
        "It is done. Which number should it move?",
        "Nobody has looked yet, and that is the time to say it. When the weeks are over, the owner is asked to look.",
    )
    done = "Done. In a while we look whether it moved."
    return _form(request, one, form, words, "It is done", act.finish_improvement, done)


@forms_only
def improvement_letting_go(request: HttpRequest, pk: int) -> HttpResponse:
    """Not this one, and why."""
    one = _one(request, pk, "leads")
    form = LettingGoForm(request.POST if request.method == "POST" else None)
    words = ("Why do we let it go?", "Whoever wrote it down reads the reason. It can be taken up again.")
    return _form(request, one, form, words, "Let it go", act.let_improvement_go, "Let go, with its reason.")


def _one(request: HttpRequest, pk: int, right: str) -> Improvement:
    actor = actor_of(request)
    one = get_object_or_404(improvements_visible_to(actor), pk=pk)
    if not rights(actor, one)[right]:
        raise Http404
    return one


def _button(request: HttpRequest, one: Improvement, action: Any, done: str) -> HttpResponse:
    try:
        action(improvement_id=one.pk, by=actor_of(request).by)
        messages.success(request, done)
    except NotNowError as wrong:
        messages.warning(request, str(wrong))
    return redirect("improvement", one.pk)


def _form(
    request: HttpRequest, one: Improvement, form: Any, words: tuple[str, str], button: str, action: Any, done: str
) -> HttpResponse:
    if form.is_valid():
        said = dict(form.cleaned_data)
        if isinstance(form, FinishingForm):
            said = {"done_on": said["done_on"], "to_move": form.to_move()}
        try:
            action(improvement_id=one.pk, by=actor_of(request).by, **said)
            messages.success(request, done)
        except NotNowError as wrong:
            messages.warning(request, str(wrong))
        return redirect("improvement", one.pk)
    context = {"idea": one, "form": form, "title": words[0], "means": words[1], "button": button}
    return render(request, "improvements/form.html", context, status=422 if form.errors else 200)


def _only_team(one: Improvement) -> int | None:
    """Whose work it was, when its owner is in one team only."""
    teams = list(one.owner.teams.filter(archived_at=None).values_list("pk", flat=True)[:2]) if one.owner else []
    return teams[0] if len(teams) == 1 else None
