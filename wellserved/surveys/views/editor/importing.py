"""Bringing a survey along from another product: choose the file, see what becomes of it, keep what you want."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wellserved.people.actors import actor_of
from wellserved.people.shapes import Actor
from wellserved.surveys.actions.editing import add_survey
from wellserved.surveys.foreign.reading import read_foreign
from wellserved.surveys.foreign.shapes import MOST_BYTES, Foreign, UnreadableError
from wellserved.surveys.forms.editing import CHANNELS, PlaceForm
from wellserved.surveys.rules.definition import (
    MOST_QUESTIONS,
    Definition,
    Question,
    mended,
    read_definition,
    write_definition,
)
from wellserved.surveys.rules.readiness import faults
from wellserved.surveys.words_of_surveys import asked_when, question_in_short

SALT = "a survey brought along"
KEPT_SECONDS = 24 * 3600


class FileForm(forms.Form):
    file = forms.FileField(
        label="The file",
        help_text="LimeSurvey: a survey structure, .lss or tab-separated .txt. SurveyJS: the JSON. At most 2 MB.",
        error_messages={"required": "Choose a file first."},
    )


def survey_import(request: HttpRequest) -> HttpResponse:
    """First the file, then the preview. Nothing is saved before the preview is sent."""
    actor = actor_of(request)
    if not actor.leads:
        raise Http404
    if request.method == "POST" and "brought" in request.POST:
        return _keep(request, actor)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            foreign = read_foreign(file.read(MOST_BYTES + 1))
        except UnreadableError as refused:
            form.add_error("file", f"This file could not be read, and nothing was saved. {refused}")
        else:
            return _preview(request, actor, _stored(foreign), file.name or "")
    return render(request, "surveys/editor/import.html", {"form": form}, status=422 if form.errors else 200)


def _preview(request: HttpRequest, actor: Actor, stored: dict[str, Any], filename: str) -> HttpResponse:
    form = PlaceForm(initial={"name": stored["title"] or filename[:120]}, actor=actor)
    return _show(request, stored, form, {one["id"] for one in stored["definition"]["questions"][:MOST_QUESTIONS]})


def _keep(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Save what was ticked as a draft."""
    try:
        stored = signing.loads(request.POST["brought"], salt=SALT, max_age=KEPT_SECONDS)
        everything = read_definition(stored["definition"])
    except (signing.BadSignature, ValueError):
        messages.error(request, "This preview is too old, and nothing was saved. Please choose the file again.")
        return redirect("survey_import")
    chosen = set(request.POST.getlist("question"))
    picked = mended(replace(everything, questions=tuple(one for one in everything.questions if one.id in chosen)))
    form = PlaceForm(request.POST, actor=actor)
    if form.is_valid():
        wrong = faults(picked)
        if not wrong:
            made = add_survey(definition=picked, imported_from=stored["format"], by=actor.by, **form.cleaned_data)
            messages.success(request, "Brought along as a draft. Nobody is asked by it until you say so.")
            return redirect("survey", made.pk)
        form.add_error(None, " ".join(wrong))
    return _show(request, stored, form, chosen)


def _show(request: HttpRequest, stored: dict[str, Any], form: PlaceForm, chosen: set[str]) -> HttpResponse:
    definition = read_definition(stored["definition"])

    def line(question: Question) -> tuple[Any, ...]:
        notes = stored["notes"].get(question.id, ())
        short, when = question_in_short(question, definition), asked_when(question, definition)
        return question, short, when, notes, question.id in chosen

    context = {
        "form": form,
        "brought": signing.dumps(stored, salt=SALT, compress=True),
        "stored": stored,
        "definition": definition,
        "lines": [line(question) for question in definition.questions],
        "most": MOST_QUESTIONS,
        "channels": CHANNELS,
    }
    return render(request, "surveys/editor/import_preview.html", context, status=422 if form.errors else 200)


def _stored(foreign: Foreign) -> dict[str, Any]:
    """What the preview carries along, signed."""
    definition = Definition(language=foreign.language, questions=tuple(one.question for one in foreign.found))
    return {
        "format": foreign.format,
        "title": foreign.title,
        "definition": write_definition(definition),
        "notes": {one.question.id: one.notes for one in foreign.found},
        "left_out": foreign.left_out,
    }
