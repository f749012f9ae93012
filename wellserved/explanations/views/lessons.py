"""Lessons: read, post, put right, talk about."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.explanations.actions.lessons import change_lesson, post_lesson, say_to_lesson
from wellserved.explanations.forms_lessons import LessonForm, WordForm
from wellserved.explanations.models import Lesson
from wellserved.explanations.queries.lessons import lessons_visible_to
from wellserved.explanations.rules.lessons import PROMPTS, named
from wellserved.frame.paging import page_of
from wellserved.kit.text import clean_text
from wellserved.people.actors import actor_of
from wellserved.people.models import Member, Team
from wellserved.people.queries import teams_visible_to
from wellserved.people.shapes import Actor


def lessons(request: HttpRequest) -> HttpResponse:
    page = page_of(lessons_visible_to(actor_of(request)), request)
    return render(request, "explanations/lessons.html", {"page": page, "prompts": list(enumerate(PROMPTS, start=1))})


def lesson_new(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    member = get_object_or_404(Member, pk=actor.member_id or 0)
    prompt = _prompt(request)
    form = LessonForm(request.POST or None, teams=_teams(actor))
    if form.is_valid():
        posted = post_lesson(given=form.given(prompt), member=member, by=actor.by)
        messages.success(request, "Posted. Thank you for telling it.")
        return redirect("lesson", posted.pk)
    context = {"form": form, "prompt": prompt, "question": PROMPTS[prompt - 1] if prompt else ""}
    return render(request, "explanations/lesson_form.html", context, status=422 if request.POST else 200)


def lesson(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _visible(request, pk))


def lesson_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Its writer alone."""
    actor, found = actor_of(request), _visible(request, pk)
    if found.member_id != actor.member_id:
        raise Http404
    form = LessonForm(request.POST or None, teams=_teams(actor), initial=LessonForm.of(found))
    if form.is_valid():
        change_lesson(lesson_id=found.pk, given=form.given(found.prompt), by=actor.by)
        messages.success(request, "Put right.")
        return redirect("lesson", found.pk)
    context = {"form": form, "lesson": found, "question": PROMPTS[found.prompt - 1] if found.prompt else ""}
    return render(request, "explanations/lesson_form.html", context, status=422 if request.POST else 200)


@require_POST
def lesson_word(request: HttpRequest, pk: int) -> HttpResponse:
    actor, found = actor_of(request), _visible(request, pk)
    member = get_object_or_404(Member, pk=actor.member_id or 0)
    form = WordForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    say_to_lesson(lesson_id=found.pk, words=clean_text(form.cleaned_data["words"]), member=member, by=actor.by)
    return redirect("lesson", found.pk)


def _page(request: HttpRequest, found: Lesson, form: WordForm | None = None, status: int = 200) -> HttpResponse:
    context = {
        "lesson": found,
        "question": PROMPTS[found.prompt - 1] if found.prompt else "",
        "links": [(address, named(address)) for address in found.about],
        "said": found.said.select_related("member").order_by("at", "pk")[:200],
        "form": form or WordForm(),
        "mine": found.member_id == actor_of(request).member_id,
    }
    return render(request, "explanations/lesson.html", context, status=status)


def _visible(request: HttpRequest, pk: int) -> Lesson:
    return get_object_or_404(lessons_visible_to(actor_of(request)), pk=pk)


def _teams(actor: Actor) -> QuerySet[Team]:
    teams = teams_visible_to(actor).filter(archived_at=None)
    return teams if actor.sees_all else teams.filter(pk__in=actor.team_ids)


def _prompt(request: HttpRequest) -> int:
    asked = request.GET.get("prompt", "")
    return int(asked) if asked in ("1", "2", "3") else 0
