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
from wellserved.frame.public import Prepared, public_notice, public_page
from wellserved.frame.speaking import language_now
from wellserved.kit.clock import local_day, now
from wellserved.surveys.queries.answering import LinkPage, who_has_read
from wellserved.surveys.queries.companions import companion_token, may_have_companions
from wellserved.surveys.queries.surveys import definition_asked
from wellserved.surveys.rules.answering import changeable_until, known_as, reading_day
from wellserved.surveys.rules.definition import Definition
from wellserved.surveys.shapes import ACHIEVED, FACES, QUALITIES, Answer, Said, is_low
from wellserved.surveys.views.own_questions import survey_context

TEMPLATE = "surveys/answer.html"
MOUTHS = {
    1: "M11.500 12.500l5.500 2.500m11.500-2.500l-5.500 2.500M14.500 18.500v.6m11-.6v.6M13.500 28.500q6.500-6.500 13 0",
    2: "M14 15v1.500m12-1.500v1.500M14 28q6-5 12 0",
    3: "M14 15v1.500m12-1.500v1.500M14 26h12",
    4: "M14 15v1.500m12-1.500v1.500M14 25q6 4.500 12 0",
    5: "M14 14v2m12-2v2M12 23q8 10 16 0",
}


def fresh_page(request: HttpRequest, page: LinkPage, token: str, felt: int | None, at: datetime) -> HttpResponse:
    """The page of somebody who has not answered yet."""
    headers, body = fresh_parts(request.META, page, token, felt, at)
    return HttpResponse(body, headers=headers)


def fresh_parts(
    meta: Mapping[str, Any], page: LinkPage, token: str, felt: int | None, at: datetime
) -> tuple[dict[str, str], bytes]:
    """Its headers and body: the hot path, spliced from prepared bytes."""
    values = {"about": _about(page), "stop": f"/u/{token}", "team": known_as(page.team, settings.ORGANISATION)}
    values["by"], values["until"] = _dates(page.link.team_id, at, changeable_until(None, at))
    survey = page.link.survey
    prepared = _prepared_survey(felt or 0, survey, language_now()) if survey else _prepared(felt or 0)
    return prepared.parts(meta, values)


def form_page(
    request: HttpRequest,
    page: LinkPage | None,
    token: str,
    what: Said | Answer,
    at: datetime,
    *,
    felt: int | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page with an answer in it, standing or not taken in. `felt` chooses another face."""
    said = page.link.said if page else None
    what = replace(what, felt=felt) if felt else what
    context = _frame(page, token, said, at) | _choices(what) | {"problem": problem}
    context |= {"again": said is not None and not said.one_touch, "touch": said is not None and said.one_touch}
    context["reader"] = who_has_read(page.link) if page and said else ""
    survey = page.link.survey if page else what.asked if isinstance(what, Answer) else 0
    if survey:
        context |= _of_survey(survey, what.own if isinstance(what, Said) else what.sent)
    return public_page(TEMPLATE, context, request=request, status=status)


def thanks_page(
    request: HttpRequest, page: LinkPage, token: str, said: Said, at: datetime, photos: int, problem: str = ""
) -> HttpResponse:
    """What happens next."""
    low = is_low(said.achieved, said.felt)
    context = {"said": said, "low": low, "photos": photos, "problem": problem, "reader": who_has_read(page.link)}
    context["companion"] = f"/b/{companion_token(page.link.id)}" if may_have_companions(page.link.came_by) else ""
    status = 400 if problem else 200
    return public_page("surveys/thanks.html", _frame(page, token, said, at) | context, request=request, status=status)


def closed_page(request: HttpRequest, status: int = 200) -> HttpResponse:
    return public_notice(
        request,
        "Your answer stands.",
        "It could be changed for seven days, and those are over. What you said stays as you said it.",
        "If there is more to say, write to whoever served you: they would like to know.",
        status=status,
    )


def gone_page(request: HttpRequest) -> HttpResponse:
    return public_notice(
        request,
        "This link has ended.",
        "It could be answered for a while, and that time is over. Thank you for wanting to.",
        "If there is something we should know, please write to whoever served you.",
        status=410,
    )


def nowhere_page(request: HttpRequest) -> HttpResponse:
    return public_notice(
        request,
        "This link leads nowhere.",
        "Perhaps a piece of it was lost on the way. Please open it again from the letter it came in.",
        status=404,
    )


def refused_page(request: HttpRequest, status: int, *lines: str) -> HttpResponse:
    return public_notice(request, "That could not be read.", *lines, status=status)


def later_page(request: HttpRequest) -> HttpResponse:
    got = public_notice(
        request,
        "Please try again in a moment.",
        "Something is being put right just now. Your link stays good, and nothing you saved is lost.",
        status=503,
    )
    got["Retry-After"] = "10"
    return got


@cache
def _prepared(felt: int) -> Prepared:
    what = Answer(b"", felt=felt or None)
    context = {"kept": settings.ANSWERS_KEPT, "touch": bool(felt)} | _choices(what)
    return Prepared(TEMPLATE, context, ("about", "team", "by", "until", "stop"))


@lru_cache(maxsize=500)
def _prepared_survey(felt: int, survey: int, language: str) -> Prepared:  # noqa: ARG001 - rendered in the language spoken
    """The same for each version of a survey that somebody here wrote."""
    what = Answer(b"", felt=felt or None)
    context = {"kept": settings.ANSWERS_KEPT, "touch": bool(felt)} | _choices(what) | _of_survey(survey, {})
    return Prepared(TEMPLATE, context, ("about", "team", "by", "until", "stop"))


def forget_prepared_surveys() -> None:
    """For tests, which are undone and use an id again."""
    _prepared_survey.cache_clear()


def draft_page(request: HttpRequest, definition: Definition, *, team: str) -> HttpResponse:
    """A survey that nobody is asked yet, as they would see it."""
    context = _frame(None, "", None, now()) | _choices(Answer(b""))
    context |= {"team": known_as(team, settings.ORGANISATION), "stop": "#"}
    context |= survey_context(definition, language_now(), {})
    return public_page(TEMPLATE, context, request=request)


def _of_survey(survey: int, own: Mapping[str, Any]) -> dict[str, Any]:
    """What a survey adds to the page; `own` is what was answered or sent before."""
    try:
        definition = definition_asked(survey)
    except LookupError:
        return {}
    return {"version": survey, **survey_context(definition, language_now(), own)}


def _frame(page: LinkPage | None, token: str, said: Said | None, at: datetime) -> dict[str, Any]:
    look_up_hours()
    by, until = _dates(page.link.team_id if page else 0, at, changeable_until(said, at))
    return {
        "about": _about(page),
        "team": known_as(page.team if page else "", settings.ORGANISATION),
        "token": token,
        "stop": f"/u/{token}" if page is None or page.link.contact_id else "",  # whom nobody asked is not asked again
        "by": by,
        "until": until,
        "kept": settings.ANSWERS_KEPT,
    }


def _choices(what: Said | Answer) -> dict[str, Any]:
    return {
        "said": what,
        "achieved": ACHIEVED,
        "faces": [(value, name, MOUTHS[value]) for value, name in FACES],
        "qualities": [(code, name, bool(what.qualities >> bit & 1)) for bit, (code, name) in enumerate(QUALITIES)],
    }


def _about(page: LinkPage | None) -> str:
    return f" · {page.about}" if page and page.about else ""


def _dates(team_id: int, at: datetime, until: datetime) -> tuple[str, str]:
    """By when somebody reads it, and until when it can be changed: "Thursday", "29 November"."""
    last = local_day(until, settings.TIME_ZONE)
    return f"{reading_day(at, hours_at_hand(team_id)):%A}", f"{last.day} {last:%B}"
