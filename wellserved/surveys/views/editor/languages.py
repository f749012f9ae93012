"""A survey in another language: what is there, what is missing."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wellserved.people.actors import actor_of
from wellserved.people.forms import LANGUAGES
from wellserved.surveys.actions.editing import edit_draft
from wellserved.surveys.forms.editing import TranslationForm
from wellserved.surveys.rules.definition import read_definition
from wellserved.surveys.rules.translating import translate
from wellserved.surveys.views.editor import visible_survey


def survey_language(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Every text that somebody here wrote, to be put into this language."""
    shown = visible_survey(request, pk)
    definition = read_definition(shown.draft)
    if language not in LANGUAGES or language == definition.language:
        raise Http404
    form = TranslationForm(request.POST or None, definition=definition, language=language)
    if form.is_valid():
        texts = form.cleaned_data
        edit_draft(survey_id=shown.pk, change=lambda draft: translate(draft, language, texts), by=actor_of(request).by)
        left = sum(not text for text in texts.values())
        said = f"{left} {'text is' if left == 1 else 'texts are'} still missing." if left else "Nothing is missing."
        messages.success(request, f"Saved in the draft. {said}")
        return redirect("survey", shown.pk)
    context = {
        "form": form,
        "survey": shown,
        "language": LANGUAGES[language],
        "code": language,
        "base": LANGUAGES[definition.language],
        "missing": [name for name in form.fields if not form.initial.get(name) and not form[name].initial],
        "reworded": [key for key, languages in definition.stale.items() if language in languages],
    }
    return render(request, "surveys/editor/language.html", context, status=422 if form.errors else 200)
