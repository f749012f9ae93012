"""Questions of one's own: adding one, changing it, moving it, taking it out."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from wellserved.people.actors import actor_of
from wellserved.surveys.actions.editing import edit_draft
from wellserved.surveys.forms.asking_own import KIND_NAMES, QuestionForm
from wellserved.surveys.models import Survey
from wellserved.surveys.rules.definition import MOST_QUESTIONS, Definition, Question, read_definition
from wellserved.surveys.views.editor import visible_survey


def question_new(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    shown = visible_survey(request, pk)
    definition = read_definition(shown.draft)
    if kind not in KIND_NAMES:
        raise Http404
    if len(definition.questions) >= MOST_QUESTIONS:
        messages.warning(request, f"{MOST_QUESTIONS} questions of your own fit. Take one out to add another.")
        return redirect("survey", shown.pk)
    return _edit(request, shown, definition, kind, None)


def question(request: HttpRequest, pk: int, question_id: str) -> HttpResponse:
    shown = visible_survey(request, pk)
    definition, found = _found(shown, question_id)
    return _edit(request, shown, definition, found.kind, found)


@require_POST
def question_place(request: HttpRequest, pk: int, question_id: str) -> HttpResponse:
    """One up, or one down."""
    shown = visible_survey(request, pk)
    _found(shown, question_id)
    up = request.POST.get("to") != "down"
    before = read_definition(shown.draft)
    after = edit_draft(survey_id=shown.pk, change=lambda draft: _moved(draft, question_id, up), by=actor_of(request).by)
    messages.success(request, "Moved.")
    _say_what_lost_its_condition(request, before, after)
    return redirect("survey", shown.pk)


@require_POST
def question_removal(request: HttpRequest, pk: int, question_id: str) -> HttpResponse:
    shown = visible_survey(request, pk)
    before, _ = _found(shown, question_id)

    def without(draft: Definition) -> Definition:
        return replace(draft, questions=tuple(one for one in draft.questions if one.id != question_id))

    after = edit_draft(survey_id=shown.pk, change=without, by=actor_of(request).by)
    messages.success(request, "Taken out of the draft. What was answered before stays.")
    _say_what_lost_its_condition(request, before, after)
    return redirect("survey", shown.pk)


def _edit(
    request: HttpRequest, shown: Survey, definition: Definition, kind: str, known: Question | None
) -> HttpResponse:
    form = QuestionForm(request.POST or None, definition=definition, kind=kind, question=known)
    if form.is_valid():
        typed = form.question()
        after = edit_draft(survey_id=shown.pk, change=lambda draft: _with(draft, typed), by=actor_of(request).by)
        messages.success(request, "Saved in the draft.")
        _say_what_lost_its_condition(request, _with(definition, typed), after)
        return redirect("survey", shown.pk)
    context = {"form": form, "survey": shown, "kind": kind, "kind_name": KIND_NAMES[kind], "question": known}
    return render(request, "surveys/editor/question.html", context, status=422 if form.errors else 200)


def _found(shown: Survey, question_id: str) -> tuple[Definition, Question]:
    definition = read_definition(shown.draft)
    found = definition.question(question_id)
    if found is None:
        raise Http404
    return definition, found


def _with(draft: Definition, typed: Question) -> Definition:
    """The draft with this question in its place, or at the end."""
    if draft.question(typed.id):
        return replace(draft, questions=tuple(typed if one.id == typed.id else one for one in draft.questions))
    return replace(draft, questions=(*draft.questions, typed)[:MOST_QUESTIONS])


def _moved(draft: Definition, question_id: str, up: bool) -> Definition:
    questions = list(draft.questions)
    at = next((at for at, one in enumerate(questions) if one.id == question_id), None)
    to = (at or 0) + (-1 if up else 1)
    if at is None or not 0 <= to < len(questions):
        return draft
    questions[at], questions[to] = questions[to], questions[at]
    return replace(draft, questions=tuple(questions))


def _say_what_lost_its_condition(request: HttpRequest, before: Definition, after: Definition) -> None:
    conditions = {one.id: one.only_if for one in before.questions}
    for one in after.questions:
        if one.only_if is None and conditions.get(one.id):
            label = one.label.get(after.language, "")
            messages.warning(
                request, f"“{label}” depended on an answer that is not above it any more. It is always asked now."
            )
