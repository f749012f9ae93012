"""The kiosk at /k/: a page that a tablet keeps for a day without the network, and what it brings afterwards."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from wellserved.doors.actions.keeping import try_pin
from wellserved.doors.actions.taking import take_answer
from wellserved.doors.forms.saying import page_fields, read_said, read_visitor
from wellserved.doors.models import Door
from wellserved.doors.queries.doors import token_of_door
from wellserved.doors.rules import given_at
from wellserved.doors.shapes import Fate, Said
from wellserved.doors.views import pages
from wellserved.doors.views.open import at_the_door, read_form
from wellserved.frame.public import public_page, unreadable_page
from wellserved.frame.speaking import with_choice
from wellserved.kit.clock import now
from wellserved.surveys.forms.answering import Fields, first, read_query
from wellserved.surveys.shapes import Answer
from wellserved.surveys.together import NotDoneError
from wellserved.surveys.views.answer import SeeOther
from wellserved.surveys.views.answer_pages import choices_of

PAGE = "doors/kiosk.html"
WORKER = Path(__file__).resolve().parents[1] / "templates" / "doors" / "kiosk_worker.js"
STATUS = {Fate.KEPT: 204, Fate.HELD: 204, Fate.REFUSED: 429, Fate.TAKEN: 204}


@at_the_door(Door.Kind.KIOSK)
def kiosk(request: HttpRequest, door: Door) -> HttpResponse:
    """GET shows; POST takes one answer, from the page itself or from what the tablet kept while it was offline."""
    if request.method == "POST":
        return _take(request, door)
    thanks = "thanks" in read_query(request.META.get("QUERY_STRING", ""))
    response = _page(request, door, Said(Answer(b""), now()), thanks=thanks)
    if thanks:  # without scripts, too, the next one finds an empty page
        response["Refresh"] = f"8; url={request.path}"
    return response


@at_the_door(Door.Kind.KIOSK)
def kiosk_way_out(request: HttpRequest, door: Door) -> HttpResponse:
    """Whether a PIN is the right one. The page itself holds nothing that could be compared with it."""
    if request.method != "POST":
        return HttpResponse(status=405, headers={"Allow": "POST"})
    form = read_form(request)
    if form is None:
        return HttpResponse(status=400)
    right = try_pin(door_id=door.pk, pin=first(form, "pin")[:20])
    return HttpResponse(status=429 if right is None else 204 if right else 403)


@cache
def _worker() -> bytes:
    return WORKER.read_bytes()


@login_not_required
def kiosk_worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The script that keeps the page on the tablet. It holds no secret, and sees nothing outside /k/."""
    headers = {
        "Content-Security-Policy": "default-src 'none'; connect-src 'self'",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-cache",
    }
    return HttpResponse(_worker(), content_type="text/javascript; charset=utf-8", headers=headers)


def _take(request: HttpRequest, door: Door) -> HttpResponse:
    form = read_form(request)
    if form is None:
        return unreadable_page(request)
    kept_offline = bool(first(form, "queued"))
    said, problem = read_said(form, given_at(now(), _seconds(form)), door)
    visitor = read_visitor(request, form, door)
    status = 400
    if not problem:
        try:
            fate = take_answer(door=door, said=said, visitor=visitor).fate
            status = STATUS[fate]
        except NotDoneError:
            status = 503
    if kept_offline:
        return HttpResponse(status=status)
    if status == 204:
        return SeeOther(with_choice(f"{request.path}?thanks", request.META.get("QUERY_STRING", "")))
    problem = problem or _("We could not save this just now. It is all still here: please send it again.")
    return _page(request, door, said, problem=problem, status=status)


def _seconds(form: Fields) -> float | None:
    try:
        return float(first(form, "ago"))
    except ValueError:
        return None


def _page(
    request: HttpRequest, door: Door, said: Said, *, problem: str = "", thanks: bool = False, status: int = 200
) -> HttpResponse:
    moment = now()
    context = {
        **pages.whose(door, moment),
        **choices_of(said.answer),
        **page_fields(door, moment),
        "problem": problem,
        "thanks": thanks,
        "token": token_of_door(door.seed),
    }
    response = public_page(PAGE, context, request=request, status=status)
    response["Content-Security-Policy"] += "; worker-src 'self'"
    return response
