"""A draft as a contact will see it. Sending it saves nothing, and says what would have been kept."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csrf import csrf_exempt

from wellserved.frame.public import public_notice
from wellserved.frame.speaking import speaking
from wellserved.people.forms import LANGUAGES
from wellserved.surveys.forms.answering import read_answer
from wellserved.surveys.models import Survey
from wellserved.surveys.rules.definition import Definition, read_definition, said_in
from wellserved.surveys.rules.own_answers import in_words, read_own
from wellserved.surveys.saying import say_wrong
from wellserved.surveys.shapes import ACHIEVED, FACES, QUALITIES, Answer
from wellserved.surveys.views.answer_pages import draft_page
from wellserved.surveys.views.editor import visible_survey


@csrf_exempt  # nothing is changed, and the page is the public one, which knows no cookie
@xframe_options_sameorigin
def survey_preview(request: HttpRequest, pk: int) -> HttpResponse:
    shown = visible_survey(request, pk)
    definition = read_definition(shown.draft)
    language = request.GET.get("language", "")
    language = language if language in LANGUAGES else definition.language
    if request.method == "POST":
        got = _kept(request, definition, language)
    else:
        got = _page(request, definition, language, shown)
    policy = got["Content-Security-Policy"]
    got["Content-Security-Policy"] = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    return got


def _page(request: HttpRequest, definition: Definition, language: str, shown: Survey) -> HttpResponse:
    with speaking(language):
        return draft_page(request, definition, team=_team(shown))


def _kept(request: HttpRequest, definition: Definition, language: str) -> HttpResponse:
    """What would have been kept, line by line."""
    fields = dict(request.POST.lists())
    answer, problem = read_answer(fields, b"")
    own, wrong = read_own(definition, fields, achieved=answer.achieved, felt=answer.felt)
    if problem or wrong:
        with speaking(language):
            why = str(problem) or say_wrong(wrong, definition.language)
        return public_notice(request, "This would be asked again.", why, status=400)
    lines = _core(answer)
    for question in definition.questions:
        if question.id in own:
            label = said_in(question.label, language, definition.language)
            lines.append(f"{label} {in_words(question, own[question.id], language, definition.language)}")
    return public_notice(
        request, "Nothing was saved: this is a preview.", "This would have been kept:" if lines else "", *lines
    )


def _core(answer: Answer) -> list[str]:
    lines = []
    if answer.achieved is not None:
        lines.append(f"Did you get what you came for? {dict(ACHIEVED)[answer.achieved]}")
    if answer.felt is not None:
        lines.append(f"And how did it feel? {dict(FACES)[answer.felt]}")
    if answer.qualities:
        lines.append(", ".join(name for bit, (_, name) in enumerate(QUALITIES) if answer.qualities >> bit & 1))
    return [*lines, answer.words] if answer.words else lines


def _team(shown: Survey) -> str:
    return shown.team.name if shown.team else settings.ORGANISATION
