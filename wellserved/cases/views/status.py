"""The private page of who wrote: what was said, what happens next and by when, who is on it, room to write more."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from wellserved.cases.actions.hearing import hear_or_begin_anew
from wellserved.cases.actions.keeping import token_of
from wellserved.cases.actions.moving import reopen_case
from wellserved.cases.actions.photos import PhotosRefusedError, add_photos
from wellserved.cases.actions.talking import correct_understanding
from wellserved.cases.forms.public import Sent, problem_with_words, read_sent
from wellserved.cases.models import Case
from wellserved.cases.queries.status import case_of_token, heard_lately, status_of, their_photos
from wellserved.cases.rules.moving import OPEN, NotNowError
from wellserved.cases.saying import say_next, say_way, say_words
from wellserved.cases.shapes import MOST_PHOTOS
from wellserved.cases.views.photos import nth, picture
from wellserved.cases.views.public_pages import nowhere_page, public
from wellserved.frame.public import public_page, unlogged
from wellserved.frame.speaking import language_of, speaking, with_choice
from wellserved.journal.shapes import By
from wellserved.kit.tokens import new_token
from wellserved.surveys.views.answer import SeeOther

PAGE = "cases/public/status.html"
MOST_AN_HOUR = 20
SHOWN = {"new", "more", "understood", "reopened"}


@public
def status(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows; POST writes more, corrects, or says that it was not resolved."""
    case = case_of_token(token)
    if case is None:
        return nowhere_page(request)
    with speaking(language_of(request, case.language)):
        if request.method != "POST":
            return _page(request, case)
        sent = read_sent(request)
        if sent.one("show"):  # another language was chosen; nothing typed is lost
            return _page(request, case, sent=sent)
        if heard_lately(case) >= MOST_AN_HOUR:
            problem = _("That is a lot for one hour. It is still here: please send it a little later.")
            return _page(request, case, sent=sent, problem=problem, status=429)
        return _take(request, case, sent)


def _take(request: HttpRequest, case: Case, sent: Sent) -> HttpResponse:
    by, what = By("contact", case.contact_id), sent.one("what")
    if what == "understood":
        problem = problem_with_words(sent)
        if not problem:
            try:
                correct_understanding(case_id=case.pk, words=sent.words, by=by)
                return _again(request, "understood")
            except NotNowError:
                problem = _("It is closed by now. Say that it was not resolved, and we begin again.")
        return _page(request, case, sent=sent, problem=problem, status=400)
    if what == "unresolved":
        try:
            reopen_case(case_id=case.pk, by=by)
        except NotNowError:
            problem = _("It has been closed for too long to open it again. Write to us below, and it begins anew.")
            return _page(request, case, sent=sent, problem=problem, status=409)
    problem = "" if sent.photos and not sent.words else problem_with_words(sent)
    if problem and what != "unresolved":
        return _page(request, case, sent=sent, problem=problem, status=400)
    if sent.words or sent.photos:
        key = f"page:{case.pk}:{sent.key}"
        there = hear_or_begin_anew(case=case, key=key, words=sent.words, came_by=_way(case), by=by)
        if there.pk != case.pk:
            _add(there, sent, by)
            return SeeOther(with_choice(f"/case/{token_of(there.seed)}?new", request.META.get("QUERY_STRING", "")))
    if sent.photos:
        try:
            add_photos(case_id=case.pk, uploads=sent.photos, member=None, by=by)
        except PhotosRefusedError as refused:
            case.refresh_from_db()
            said = _("Your words are with us.") if sent.words else ""
            return _page(request, case, problem=f"{said} {refused}".strip(), status=400)
    return _again(request, "reopened" if what == "unresolved" else "more")


def _add(case: Case, sent: Sent, by: By) -> None:
    with suppress(PhotosRefusedError):  # the words are there; photos can be sent once more from the new page
        add_photos(case_id=case.pk, uploads=sent.photos, member=None, by=by)


def _way(case: Case) -> str:
    """Their own page is where they came in once."""
    return case.came_by if case.came_by in (Case.Way.ANSWER, Case.Way.DOOR) else Case.Way.LETTER


def _again(request: HttpRequest, done: str) -> HttpResponse:
    return SeeOther(with_choice(f"{request.path}?{done}", request.META.get("QUERY_STRING", "")))


def _page(
    request: HttpRequest, case: Case, *, sent: Sent | None = None, problem: str = "", status: int = 200
) -> HttpResponse:
    found = status_of(case)
    done = next((name for name in SHOWN if name in request.GET), "") if status == 200 and not sent else ""
    if done and "photos" in request.GET:
        refused = _(
            "A photo could not be taken. JPEG, PNG, WebP and HEIC of up to 12 MB are fine: please add it below."
        )
        problem = f"{_('Your words are with us.')} {refused}"
    what = sent.one("what") if sent else ""
    context: dict[str, Any] = {
        "status": found,
        "case": case,
        "words": [(one, say_words(one)) for one in found.words],
        "next": say_next(found),
        "steps": say_way(case.state),
        "photos": range(1, found.photos + 1),
        "room_for_photos": found.photos < MOST_PHOTOS,
        "typed": sent.words if sent else "",
        "what": what,
        "done": done,
        "problem": problem,
        "key": new_token(),
        "may_correct": bool(found.understood) and case.state in OPEN,
        "case_token": token_of(case.seed),
        "team": case.team.name if case.team else settings.ORGANISATION,
    }
    return public_page(PAGE, context, request=request, status=status, to=case.language)


@public
def status_photo(request: HttpRequest, token: str, n: int) -> HttpResponseBase:
    """One of their own photos. Ours are not among them."""
    case = case_of_token(token)
    if case is None:
        return nowhere_page(request)
    try:
        return picture(nth(list(their_photos(case)), n), f"photo-{n}")
    except Http404:
        return unlogged(nowhere_page(request))
