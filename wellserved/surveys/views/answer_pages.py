"""What the answer page shows: fresh, again, and thanking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from wellserved.calendars.at_hand import hours_at_hand, look_up_hours
from wellserved.frame.public import Prepared, public_notice, public_page
from wellserved.kit.clock import local_day
from wellserved.surveys.queries.answering import LinkPage, who_has_read
from wellserved.surveys.rules.answering import changeable_until, known_as, reading_day
from wellserved.surveys.shapes import ACHIEVED, FACES, QUALITIES, Answer, Said, is_low

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
    return _prepared(felt or 0).parts(meta, values)


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
    return public_page(TEMPLATE, context, request=request, status=status)


def thanks_page(
    request: HttpRequest, page: LinkPage, token: str, said: Said, at: datetime, photos: int, problem: str = ""
) -> HttpResponse:
    """What happens next."""
    low = is_low(said.achieved, said.felt)
    context = {"said": said, "low": low, "photos": photos, "problem": problem, "reader": who_has_read(page.link)}
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


def _frame(page: LinkPage | None, token: str, said: Said | None, at: datetime) -> dict[str, Any]:
    look_up_hours()
    by, until = _dates(page.link.team_id if page else 0, at, changeable_until(said, at))
    return {
        "about": _about(page),
        "team": known_as(page.team if page else "", settings.ORGANISATION),
        "token": token,
        "stop": f"/u/{token}",
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
