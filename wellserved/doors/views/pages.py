"""What people see at an open door: the form, fresh or again, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from wellserved.calendars.at_hand import hours_at_hand, look_up_hours
from wellserved.doors.forms.saying import page_fields
from wellserved.doors.models import Door
from wellserved.doors.queries.asking import version_at
from wellserved.doors.queries.doors import token_of_door
from wellserved.doors.shapes import Said
from wellserved.frame.public import public_notice, public_page
from wellserved.frame.speaking import language_now, weekday
from wellserved.surveys.rules.answering import reading_day
from wellserved.surveys.saying import say_kept, say_team
from wellserved.surveys.shapes import Answer
from wellserved.surveys.views.answer_pages import choices_of, of_survey

FORM = "doors/answer.html"


def form_page(
    request: HttpRequest,
    door: Door,
    at: datetime,
    *,
    said: Said | None = None,
    key: str = "",
    felt: int | None = None,
    problem: str = "",
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The form; `said` is what was typed and not taken in. `key`: of that page."""
    said = said or Said(Answer(b"", felt=felt), at)
    context = {
        **whose(door, at),
        **choices_of(said.answer),
        **page_fields(door, at, key),
        **of_survey(said.answer.asked or version_at(door), said.answer.sent, language_now()),
        "complain": token_of_door(door.seed) if door.kind == Door.Kind.FEEDBACK else "",
        "beside": door.kind == Door.Kind.COMPANION,
        "writer": said,
        "problem": problem,
        "kept": say_kept(settings.ANSWERS_KEPT),
        **more,
    }
    response = public_page(FORM, context, request=request, status=status)
    if status in (429, 503):
        response["Retry-After"] = "600" if status == 429 else "5"
    return response


def whose(door: Door, at: datetime) -> dict[str, Any]:
    """Whom it is about, as a stranger would say it, and by when somebody reads it."""
    look_up_hours()
    return {
        "door": door,
        "about": door.service.name if door.service else "",
        "whom": door.member.first_name if door.member else "",
        "team": say_team(door.team.name if door.team else "", settings.ORGANISATION),
        "by": weekday(reading_day(at, hours_at_hand(door.team_id or 0))),
    }


def thanks_page(request: HttpRequest, door: Door, at: datetime) -> HttpResponse:
    """For what is held: it is with us, and nothing more can be said of it."""
    return public_page("doors/thanks.html", whose(door, at), request=request)


def taken_page(request: HttpRequest) -> HttpResponse:
    return public_notice(
        request,
        _("This piece of work has its answer."),
        _("Each is answered once by the links in that letter, and the first answer stands. Thank you for wanting to."),
        _("If there is more to say, please write to whoever served you: they would like to know."),
        status=409,
    )


def nowhere_page(request: HttpRequest) -> HttpResponse:
    return public_notice(
        request,
        _("This link leads nowhere."),
        _("Perhaps it was closed, or a piece of it was lost on the way. Please ask whoever gave it to you."),
        status=404,
    )
