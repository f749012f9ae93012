"""The answer page, at /a/<token>. Showing it records nothing, ever; the token is the only key."""

from __future__ import annotations

import logging

from django.contrib.auth.decorators import login_not_required
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from wellserved.frame.public import Words, unlogged
from wellserved.frame.speaking import language_of, speaking, with_choice
from wellserved.kit.clock import now
from wellserved.surveys import counter
from wellserved.surveys.actions.answering import submit_answer
from wellserved.surveys.actions.photos import PhotosRefusedError, add_photos
from wellserved.surveys.forms.answering import (
    first,
    own_problem,
    read_answer,
    read_face,
    read_query,
)
from wellserved.surveys.queries.answering import LinkPage, count_photos, find_page, hash_of
from wellserved.surveys.queries.surveys import definition_asked
from wellserved.surveys.rules.answering import Door, door
from wellserved.surveys.shapes import HANDED_IN, Answer, Outcome
from wellserved.surveys.together import NotDoneError
from wellserved.surveys.views import answer_notices as notices
from wellserved.surveys.views import answer_pages as pages
from wellserved.surveys.views.answer_form import read_form

log = logging.getLogger(__name__)


class SeeOther(HttpResponse):
    """A redirect to an address of our own making: Django's looks at every address as if a stranger had made it."""

    status_code = 303

    def __init__(self, url: str) -> None:
        super().__init__(headers={"Location": url, "Cache-Control": "no-store", "Content-Length": "0"})
        self.url = url


@csrf_exempt
@login_not_required
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """GET and HEAD show, POST saves."""
    token_hash = hash_of(token)
    if token_hash is None:
        return notices.nowhere_page(request)
    try:
        if request.method == "POST":
            return unlogged(_save(request, token, token_hash))
        if request.method in ("GET", "HEAD"):
            return _show(request, token, token_hash)
    except DatabaseError as error:
        log.warning("The answer page could not ask the database: %s", type(error).__name__)
        return notices.later_page(request)
    got = notices.refused_page(request, 405, _("Please open the link from your letter, and send the form there."))
    got["Allow"] = "GET, HEAD, POST"
    return got


def _show(request: HttpRequest, token: str, token_hash: bytes) -> HttpResponse:
    if HANDED_IN in request.META:  # the counter asked the database already, and it did not answer
        return notices.later_page(request)
    page, at = find_page(token_hash), now()
    if page is None:
        return notices.nowhere_page(request)
    fresh = counter.fresh_page(page, token, request.META, at)
    if fresh is not None:
        headers, body = fresh
        return HttpResponse(body, headers=headers)
    link = page.link
    state = door(said=link.said, expires_at=link.expires_at, cancelled=link.cancelled, at=at)
    if state is Door.GONE or link.said is None:
        return notices.gone_page(request, page)
    if state is Door.CLOSED:
        return notices.closed_page(request, page)
    query = read_query(request.META.get("QUERY_STRING", ""))
    if "sent" in query and not link.said.one_touch:
        return pages.thanks_page(request, page, token, link.said, at, count_photos(link.id))
    return pages.form_page(request, page, token, link.said, at, felt=read_face(first(query, "felt")))


def _save(request: HttpRequest, token: str, token_hash: bytes) -> HttpResponse:
    came = read_form(request)
    if isinstance(came, HttpResponse):
        return came
    form, photos = came
    if first(form, "only") == "photos":
        return _add_photos(request, token, token_hash)
    if first(form, "touch"):
        return _touch(request, token_hash, read_face(first(form, "felt")))
    given, problem = read_answer(form, token_hash)
    if first(form, "show"):  # another language was chosen; nothing is saved, and nothing typed is lost
        return _form_again(request, token, given, _("Please choose your photos once more.") if photos else problem, 200)
    if given.empty and not photos:
        problem = _("Nothing was chosen yet. One tap is enough, then send.")
    problem = problem or _wrong_with_own(given)
    if problem:
        return _form_again(request, token, given, problem, 400)
    try:
        outcome = _hand_in(request, given)
    except NotDoneError:
        problem = _("We could not save this just now. It is all still here: please send it again.")
        got = _form_again(request, token, given, problem, 503)
        got["Retry-After"] = "5"
        return got
    if outcome is not Outcome.SAVED:
        return _too_late(request, outcome, find_page(token_hash))
    if photos:
        return _add_photos(request, token, token_hash)
    return _thanks(request, token)


def _touch(request: HttpRequest, token_hash: bytes, felt: int | None) -> HttpResponse:
    """The first human sign: the face alone. 204 once it is durable."""
    if felt is None:
        return HttpResponse(status=400)
    try:
        outcome = _hand_in(request, Answer(token_hash, felt=felt, touch=True))
    except NotDoneError:
        return HttpResponse(status=503)
    return HttpResponse(status={Outcome.SAVED: 204, Outcome.UNKNOWN: 404, Outcome.GONE: 410}.get(outcome, 409))


def _wrong_with_own(given: Answer) -> Words:
    try:
        return own_problem(definition_asked(given.asked), given) if given.sent else ""
    except LookupError:  # no page of ours said so; what counts is told by the link
        return ""


def _hand_in(request: HttpRequest, given: Answer) -> Outcome:
    """What became of this answer; if it was handed in at the counter already, what came of that."""
    came: Outcome | NotDoneError | None = request.META.get(HANDED_IN)
    if isinstance(came, NotDoneError):
        raise came
    return came or submit_answer(answer=given)


def _add_photos(request: HttpRequest, token: str, token_hash: bytes) -> HttpResponse:
    page, at = find_page(token_hash), now()
    if page is None:
        return notices.nowhere_page(request)
    link = page.link
    state = door(said=link.said, expires_at=link.expires_at, cancelled=link.cancelled, at=at)
    if state is not Door.OPEN or link.said is None:
        return _too_late(request, Outcome.GONE if state is Door.GONE else Outcome.CLOSED, page)
    try:
        with speaking(language_of(request, page.language)):
            add_photos(response_id=link.id, contact_id=link.contact_id, uploads=request.FILES.getlist("photos"))
    except PhotosRefusedError as refused:
        return pages.thanks_page(request, page, token, link.said, at, count_photos(link.id), problem=str(refused))
    return _thanks(request, token)


def _form_again(request: HttpRequest, token: str, given: Answer, problem: Words, status: int) -> HttpResponse:
    """The form with what they typed; the database may be the very thing that failed, so we can do without it."""
    page: LinkPage | None = None
    try:
        page = find_page(given.token_hash)
    except DatabaseError:
        log.warning("The form was shown again without its link")
    else:
        if page is None:
            return notices.nowhere_page(request)
    return pages.form_page(request, page, token, given, now(), problem=problem, status=status)


def _too_late(request: HttpRequest, outcome: Outcome, page: LinkPage | None) -> HttpResponse:
    if outcome is Outcome.UNKNOWN:
        return notices.nowhere_page(request)
    return (
        notices.gone_page(request, page) if outcome is Outcome.GONE else notices.closed_page(request, page, status=409)
    )


def _thanks(request: HttpRequest, token: str) -> HttpResponse:
    return SeeOther(with_choice(f"/a/{token}?sent", request.META.get("QUERY_STRING", "")))
