"""What the answer page shows: fresh, again, and thanking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from wellserved.calendars.at_hand import hours_at_hand, look_up_hours
from wellserved.frame.public import Prepared, Words, public_page
from wellserved.frame.speaking import (
    day_of_month,
    language_in,
    language_now,
    language_of,
    speaking,
    weekday,
    with_choice,
)
from wellserved.kit.clock import local_day, now
from wellserved.kit.languages import ENGLISH
from wellserved.surveys.choices import ACHIEVED_WORDS, FACE_WORDS, QUALITY_WORDS
from wellserved.surveys.queries.answering import LinkPage, who_has_read
from wellserved.surveys.queries.companions import companion_token, may_have_companions, thanks_by_name
from wellserved.surveys.queries.needs import asked_what_they_knew
from wellserved.surveys.queries.surveys import definition_asked
from wellserved.surveys.rules.answering import changeable_until, known_as, reading_day
from wellserved.surveys.rules.definition import Definition
from wellserved.surveys.saying import say_about, say_kept, say_team
from wellserved.surveys.shapes import Answer, Said, is_low
from wellserved.surveys.views.answer_notices import language_to
from wellserved.surveys.views.own_questions import survey_context

TEMPLATE = "surveys/answer.html"
MOUTHS = {
    1: "M11.500 12.500l5.500 2.500m11.500-2.500l-5.500 2.500M14.500 18.500v.6m11-.6v.6M13.500 28.500q6.500-6.500 13 0",
    2: "M14 15v1.500m12-1.500v1.500M14 28q6-5 12 0",
    3: "M14 15v1.500m12-1.500v1.500M14 26h12",
    4: "M14 15v1.500m12-1.500v1.500M14 25q6 4.500 12 0",
    5: "M14 14v2m12-2v2M12 23q8 10 16 0",
}


def fresh_parts(
    meta: Mapping[str, Any], page: LinkPage, token: str, felt: int | None, at: datetime
) -> tuple[dict[str, str], bytes]:
    """Its headers and body: the hot path, spliced from prepared bytes of the reader's language."""
    language = language_in(meta, page.language)
    stop = with_choice(f"/u/{token}", meta.get("QUERY_STRING", ""))
    values = _said(page, at, changeable_until(None, at), language)
    survey = page.link.survey
    prepared = _prepared_survey(felt or 0, survey, language) if survey else _prepared(felt or 0, language)
    return prepared.parts(meta, {**values, "stop": stop})


def form_page(
    request: HttpRequest,
    page: LinkPage | None,
    token: str,
    what: Said | Answer,
    at: datetime,
    *,
    felt: int | None = None,
    problem: Words = "",
    status: int = 200,
) -> HttpResponse:
    """The page with an answer in it, standing or not taken in. `felt` chooses another face."""
    said = page.link.said if page else None
    what = replace(what, felt=felt) if felt else what
    language, query = language_of(request, language_to(page)), request.META.get("QUERY_STRING", "")
    context = _frame(page, token, said, at, language, query) | choices_of(what) | {"problem": problem}
    context |= {"again": said is not None and not said.one_touch, "touch": said is not None and said.one_touch}
    context["reader"] = who_has_read(page.link) if page and said else ""
    survey = page.link.survey if page else what.asked if isinstance(what, Answer) else 0
    if survey:
        context |= of_survey(survey, what.own if isinstance(what, Said) else what.sent, language)
    return public_page(TEMPLATE, context, request=request, status=status, to=language_to(page))


def thanks_page(
    request: HttpRequest, page: LinkPage, token: str, said: Said, at: datetime, photos: int, problem: Words = ""
) -> HttpResponse:
    """What happens next."""
    low = is_low(said.achieved, said.felt)
    context = {"said": said, "low": low, "photos": photos, "problem": problem, "reader": who_has_read(page.link)}
    language, query = language_of(request, page.language), request.META.get("QUERY_STRING", "")
    context |= _frame(page, token, said, at, language, query)
    beside = f"/b/{companion_token(page.link.id)}" if may_have_companions(page.link.came_by) else ""
    context["kudos"] = with_choice(f"/a/{token}/kudos", query) if thanks_by_name(page.link.came_by, low) else ""
    context["complain"] = token if page.link.came_by == 0 else ""
    context["companion"] = with_choice(beside, query) if beside else ""
    context |= asked_what_they_knew(page.link, with_choice(f"/a/{token}/needs", query))
    status = 400 if problem else 200
    return public_page("surveys/thanks.html", context, request=request, status=status, to=page.language)


@cache
def _prepared(felt: int, language: str) -> Prepared:
    what = Answer(b"", felt=felt or None)
    with speaking(language):
        context = {"kept": say_kept(settings.ANSWERS_KEPT), "touch": bool(felt)} | choices_of(what)
        return Prepared(TEMPLATE, context, ("about", "team", "by", "until", "stop"))


@lru_cache(maxsize=500)
def _prepared_survey(felt: int, survey: int, language: str) -> Prepared:
    """The same for each version of a survey that somebody here wrote."""
    what = Answer(b"", felt=felt or None)
    with speaking(language):
        context = {"kept": say_kept(settings.ANSWERS_KEPT), "touch": bool(felt)} | choices_of(what)
        context |= of_survey(survey, {}, language)
        return Prepared(TEMPLATE, context, ("about", "team", "by", "until", "stop"))


def forget_prepared_surveys() -> None:
    """For tests, which are undone and use an id again."""
    _prepared_survey.cache_clear()


def draft_page(request: HttpRequest, definition: Definition, *, team: str) -> HttpResponse:
    """A survey that nobody is asked yet, as they would see it; in the language that is being spoken."""
    language = language_now()
    context = _frame(None, "", None, now(), language) | choices_of(Answer(b""))
    context |= {"team": say_team(team, settings.ORGANISATION), "stop": "#", "languages": ()}
    context |= survey_context(definition, language, {})
    return public_page(TEMPLATE, context, request=request, to=language)


def of_survey(survey: int, own: Mapping[str, Any], language: str) -> dict[str, Any]:
    """What a survey adds to the page; `own` is what was answered or sent before."""
    try:
        definition = definition_asked(survey)
    except LookupError:
        return {}
    return {"version": survey, **survey_context(definition, language, own)}


def _frame(
    page: LinkPage | None, token: str, said: Said | None, at: datetime, language: str, query: str = ""
) -> dict[str, Any]:
    look_up_hours()
    with speaking(language):
        kept = say_kept(settings.ANSWERS_KEPT)
    return {
        **_said(page, at, changeable_until(said, at), language),
        "token": token,
        # Whom nobody asked is not asked again.
        "stop": with_choice(f"/u/{token}", query) if page is None or page.link.contact_id else "",
        "change": with_choice(f"/a/{token}", query),
        "kept": kept,
    }


def choices_of(what: Said | Answer) -> dict[str, Any]:
    return {
        "said": what,
        "achieved": ACHIEVED_WORDS.items(),
        "faces": [(value, name, MOUTHS[value]) for value, name in FACE_WORDS.items()],
        "qualities": [
            (code, words, what.qualities >> bit & 1) for bit, (code, words) in enumerate(QUALITY_WORDS.items())
        ],
    }


def _said(page: LinkPage | None, at: datetime, until: datetime, language: str) -> dict[str, str]:
    """What it is about, who reads it and by when, and until when it can be changed: "Thursday", "29 November"."""
    about, team, number = (page.about, page.team, page.link.team_id) if page else ("", "", 0)
    if language == ENGLISH:  # as they are kept; nothing needs to be looked up
        team = known_as(team, settings.ORGANISATION)
    else:
        about, team = _said_otherwise(about, team, language)
    return {
        "about": f" · {about}" if about else "",
        "team": team,
        "by": weekday(reading_day(at, hours_at_hand(number)), language),
        "until": day_of_month(local_day(until, settings.TIME_ZONE), language),
    }


@lru_cache(maxsize=4096)
def _said_otherwise(about: str, team: str, language: str) -> tuple[str, str]:
    with speaking(language):
        return say_about(about), say_team(team, settings.ORGANISATION)
