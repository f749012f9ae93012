"""The contact's own page at /l/<token>: choose a time, write when, or say no. A GET changes nothing."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from wellserved.frame.public import public_notice, public_page, unlogged
from wellserved.frame.speaking import day_of_month, language_of, speaking, weekday, with_choice
from wellserved.journal.shapes import By
from wellserved.kit.clock import local, now
from wellserved.kit.text import clean_text
from wellserved.kit.tokens import hash_token
from wellserved.listening.actions import answering
from wellserved.listening.models import Call, NoCalls, Round
from wellserved.listening.queries.times import free_times, hours_of
from wellserved.surveys.views.answer import SeeOther

log = logging.getLogger(__name__)
TOO_MUCH = (RequestDataTooBig, SuspiciousOperation, MultiPartParserError, UnreadablePostError, UnicodeError)
State = Call.State


@csrf_exempt  # nobody is signed in here; the token is the key
@login_not_required
def choose(request: HttpRequest, token: str) -> HttpResponse:
    if request.method not in ("GET", "HEAD", "POST"):
        return unlogged(HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"}))
    try:
        call = _call_of(token)
        if call is None or call.contact is None:
            return public_notice(
                request,
                gettext_lazy("This link leads nowhere."),
                gettext_lazy(
                    "Perhaps a piece of it was lost on the way. Please open it again from the letter it came in."
                ),
                status=404,
            )
        with speaking(language_of(request, call.language)):
            return _posted(request, call, token) if request.method == "POST" else _page(request, call)
    except DatabaseError as error:
        log.warning("A call's page could not ask the database: %s", type(error).__name__)
        got = public_notice(request, gettext_lazy("Please try again in a moment."), status=503)
        got["Retry-After"] = "10"
        return got


def _call_of(token: str) -> Call | None:
    calls = Call.objects.select_related("round", "member", "contact__client")
    return calls.filter(token_hash=hash_token(token)).first()


def _posted(request: HttpRequest, call: Call, token: str) -> HttpResponse:
    try:
        form = {name: clean_text(request.POST.get(name, "")) for name in ("do", "slot", "wish", "number")}
    except TOO_MUCH:
        return _page(request, call, problem=_("That was more than fits here. Please write it shorter."), status=400)
    form["number"], form["wish"] = form["number"][:60], form["wish"][:500]
    try:
        problem = _act(call, form)
    except answering.TakenError:
        problem = _("Somebody was quicker: that time has just been taken. Please choose another.")
        return _page(request, call, problem=problem, form=form, status=409)
    except answering.OverError:
        return _page(request, call)
    if problem:
        return _page(request, call, problem=problem, form=form, status=400)
    return SeeOther(with_choice(f"/l/{token}", request.META.get("QUERY_STRING", "")))


def _act(call: Call, form: dict[str, str]) -> str:
    """Do what was pressed; what is missing, if something is."""
    by, contact_id = By("contact", call.contact_id), call.contact_id or 0
    match form["do"]:
        case "no":
            answering.decline_call(call_id=call.pk)
        case "never":
            answering.want_no_calls(contact_id=contact_id, by=by)
            if call.state != State.DECLINED:
                answering.decline_call(call_id=call.pk)
        case "again":
            answering.allow_calls(contact_id=contact_id, by=by)
            answering.reopen_call(call_id=call.pk)
        case "wish":
            if not form["wish"]:
                return _("Write when it would suit you, in a few words.")
            answering.wish_for_time(call_id=call.pk, wish=form["wish"], number=form["number"])
        case _:
            slot = _moment(form["slot"])
            if slot is None:
                return _("Choose one of the times, or write when it would suit you.")
            if not form["number"]:
                return _("Say at which number I can reach you.")
            answering.choose_time(call_id=call.pk, starts_at=slot, number=form["number"])
    return ""


def _page(
    request: HttpRequest, call: Call, *, problem: str = "", form: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    assert call.contact is not None
    call.refresh_from_db(fields=["state", "starts_at", "wish", "number"])
    team = call.member.teams.filter(pk__in=call.round.teams.values("pk")).order_by("pk").first()
    zone = call.contact.timezone or settings.TIME_ZONE
    over = call.state not in answering.OPEN or call.round.state != Round.State.RUNNING
    starts = local(call.starts_at, zone, settings.TIME_ZONE) if call.starts_at else None
    context: dict[str, Any] = {
        "call": call,
        "first_name": call.member.first_name,
        "member": call.member.name,
        "team": team.name if team else settings.ORGANISATION,
        "over": over,
        "never": NoCalls.objects.filter(contact=call.contact).exists(),
        "problem": problem,
        "form": form or {"number": call.number or call.contact.phone, "wish": call.wish},
        "day": f"{weekday(starts.date())}, {day_of_month(starts.date())}" if starts else "",
        "time": f"{starts:%H:%M}" if starts else "",
    }
    if call.state in (State.INVITED, State.LATER, State.NO_SHOW) and not over:
        context |= _choices(call, zone)
    return public_page("listening/public/choose.html", context, request=request, to=call.language, status=status)


def _choices(call: Call, zone: str) -> dict[str, Any]:
    """The free times by the contact's day, each with what the member's clock shows, where that is another time."""
    theirs = hours_of(call.member_id).timezone
    times = free_times(call, now())

    def day_of(slot: datetime) -> Any:
        return local(slot, zone, settings.TIME_ZONE).date()

    days = [
        (f"{weekday(day)}, {day_of_month(day)}", [_choice(slot, zone, theirs) for slot in found])
        for day, found in groupby(times, key=day_of)
    ]
    here = local(now(), zone, settings.TIME_ZONE)
    return {
        "days": days,
        "zone": str(here.tzinfo).rpartition("/")[2].replace("_", " "),
        "two": _differ(times, zone, theirs),
    }


def _choice(slot: datetime, zone: str, theirs: str) -> tuple[str, str, str]:
    mine, other = local(slot, zone, settings.TIME_ZONE), slot.astimezone(ZoneInfo(theirs))
    return slot.isoformat(), f"{mine:%H:%M}", f"{other:%H:%M}" if mine.utcoffset() != other.utcoffset() else ""


def _differ(times: Sequence[datetime], zone: str, theirs: str) -> bool:
    return any(_choice(slot, zone, theirs)[2] for slot in times)


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
