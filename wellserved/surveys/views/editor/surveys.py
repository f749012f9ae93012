"""The surveys we have, and one of them as it is being written."""

from __future__ import annotations

from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wellserved.frame.paging import page_of
from wellserved.people.actors import actor_of
from wellserved.people.forms import LANGUAGES, attempt
from wellserved.surveys.actions.editing import add_survey, edit_draft, place_survey
from wellserved.surveys.forms.asking_own import KIND_MEANS, KIND_NAMES
from wellserved.surveys.forms.editing import CHANNELS, FrameForm, NewSurveyForm, PlaceForm
from wellserved.surveys.queries.surveys import surveys_visible_to
from wellserved.surveys.rules.comparing import changes
from wellserved.surveys.rules.definition import MOST_QUESTIONS, Definition, read_definition
from wellserved.surveys.rules.readiness import faults
from wellserved.surveys.rules.translating import missing, slots
from wellserved.surveys.views.editor import visible_survey
from wellserved.surveys.words_of_surveys import asked_when, question_in_short


def surveys(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not actor.leads:
        raise Http404
    page = page_of(surveys_visible_to(actor), request)
    lines = [(one, len(one.draft.get("questions", ()))) for one in page.items]
    return render(request, "surveys/editor/surveys.html", {"page": page, "lines": lines, "sees_all": actor.sees_all})


def survey_new(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not actor.leads:
        raise Http404
    form = NewSurveyForm(request.POST or None, actor=actor)
    if form.is_valid():
        said = dict(form.cleaned_data)
        made = add_survey(definition=Definition(language=said.pop("language")), by=actor.by, **said)
        messages.success(request, "Begun. Nobody is asked by it until you say so.")
        return redirect("survey", made.pk)
    return render(
        request,
        "surveys/editor/place.html",
        {"form": form, "channels": CHANNELS},
        status=422 if form.errors else 200,
    )


@csp_update({"frame-src": ["'self'"]})  # type: ignore[untyped-decorator, arg-type]
def survey(request: HttpRequest, pk: int) -> HttpResponse:
    """What it asks, beside what the contact will see."""
    shown = visible_survey(request, pk)
    definition = read_definition(shown.draft)
    in_use = read_definition(shown.current.definition) if shown.current else None
    gaps = missing(definition)
    count = len(list(slots(definition)))
    context = {
        "survey": shown,
        "definition": definition,
        "questions": [
            (one, question_in_short(one, definition), asked_when(one, definition)) for one in definition.questions
        ],
        "room": MOST_QUESTIONS - len(definition.questions),
        "kinds": [(kind, KIND_NAMES[kind], KIND_MEANS[kind]) for kind in KIND_NAMES],
        "faults": faults(definition),
        "unpublished": changes(in_use, definition) if in_use else None,
        "base": LANGUAGES[definition.language],
        "languages": [
            (code, LANGUAGES[code], len(gaps[code]) if code in gaps else None)
            for code in LANGUAGES
            if code != definition.language
        ],
        "texts": count,
    }
    return render(request, "surveys/editor/survey.html", context)


def survey_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Its name, and where it is asked."""
    actor, shown = actor_of(request), visible_survey(request, pk)
    form = PlaceForm(request.POST or None, initial=PlaceForm.of(shown), actor=actor)
    if (
        form.is_valid()
        and attempt(form, lambda: place_survey(survey_id=shown.pk, by=actor.by, **form.cleaned_data)) is not None
    ):
        messages.success(request, "Saved. It holds from the next ask on.")
        return redirect("survey", shown.pk)
    context = {"form": form, "survey": shown, "channels": CHANNELS}
    return render(request, "surveys/editor/place.html", context, status=422 if form.errors else 200)


def survey_frame(request: HttpRequest, pk: int) -> HttpResponse:
    """Faces, qualities, words, and how the two questions are put."""
    actor, shown = actor_of(request), visible_survey(request, pk)
    form = FrameForm(request.POST or None, definition=read_definition(shown.draft))
    if form.is_valid():
        edit_draft(survey_id=shown.pk, change=form.changed_definition, by=actor.by)
        messages.success(request, "Saved in the draft.")
        return redirect("survey", shown.pk)
    return render(
        request, "surveys/editor/frame.html", {"form": form, "survey": shown}, status=422 if form.errors else 200
    )
