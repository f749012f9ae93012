"""The answer page of an ask in confidence, at /c/<ticket>. It remembers nothing of who comes, and is not counted."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from wellserved.confidences.actions.taking import take_in
from wellserved.confidences.queries import against_answering, team_of, ticket_of
from wellserved.confidences.shapes import Outcome, Said
from wellserved.frame.public import Words, public_notice, public_page, unlogged
from wellserved.frame.speaking import day_of_month, language_of, speaking, with_choice
from wellserved.kit.clock import local_day, now
from wellserved.kit.tickets import Ticket
from wellserved.surveys.forms.answering import first, read_answer, read_face, read_fields, read_query
from wellserved.surveys.rules.confiding import closes, last_day
from wellserved.surveys.saying import say_team
from wellserved.surveys.shapes import LARGEST_FORM, Answer
from wellserved.surveys.views.answer import SeeOther
from wellserved.surveys.views.answer_notices import gone_page, later_page, nowhere_page, refused_page
from wellserved.surveys.views.answer_pages import choices_of

log = logging.getLogger(__name__)
FORM = "application/x-www-form-urlencoded"


@csrf_exempt
@login_not_required
def confide(request: HttpRequest, token: str) -> HttpResponse:
    """GET and HEAD show, POST saves, once. There is no changing, no photo and no call: each would say who it was."""
    ticket = ticket_of(token)
    if ticket is None:
        return unlogged(nowhere_page(request))
    try:
        if request.method == "POST":
            return unlogged(_save(request, token, ticket))
        if request.method in ("GET", "HEAD"):
            return unlogged(_show(request, ticket))
    except DatabaseError as error:
        log.warning("The answer page could not ask the database: %s", type(error).__name__)
        return unlogged(later_page(request))
    got = refused_page(request, 405, _("Please open the link from your letter, and send the form there."))
    got["Allow"] = "GET, HEAD, POST"
    return unlogged(got)


def _show(request: HttpRequest, ticket: Ticket) -> HttpResponse:
    query = read_query(request.META.get("QUERY_STRING", ""))
    against = against_answering(ticket, now())
    if against is Outcome.USED and "sent" in query:
        return _thanks(request)
    if against is not None:
        return _too_late(request, against)
    return _page(request, ticket, Answer(b"", felt=read_face(first(query, "felt"))))


def _save(request: HttpRequest, token: str, ticket: Ticket) -> HttpResponse:
    if request.content_type != FORM:
        return refused_page(request, 400, _("Please open the link from your letter, and send the form there."))
    try:
        form = read_fields(request.body if len(request.body) <= LARGEST_FORM else b"")
    except (SuspiciousOperation, RequestDataTooBig, UnreadablePostError, ValueError):
        return refused_page(request, 400, _("Nothing was changed. Please go back and send it once more."))
    given, problem = read_answer(form, b"")
    said = Said(given.achieved, given.felt, given.qualities, given.words)
    if first(form, "show"):  # another language was chosen; nothing is saved, and nothing typed is lost
        return _page(request, ticket, given, problem)
    if said == Said():
        problem = _("Nothing was chosen yet. One tap is enough, then send.")
    if problem:
        return _page(request, ticket, given, problem, 400)
    try:
        outcome = take_in(token=token, said=said, at=now())
    except DatabaseError as error:
        log.warning("An answer could not be saved: %s", type(error).__name__)
        problem = _("We could not save this just now. It is all still here: please send it again.")
        got = _page(request, ticket, given, problem, 503)
        got["Retry-After"] = "5"
        return got
    if outcome is not Outcome.SAVED:
        return _too_late(request, outcome, 409)
    return SeeOther(with_choice(f"/c/{token}?sent", request.META.get("QUERY_STRING", "")))


def _page(request: HttpRequest, ticket: Ticket, said: Answer, problem: Words = "", status: int = 200) -> HttpResponse:
    with speaking(language_of(request)):
        context: dict[str, Any] = {
            "team": say_team(_team(ticket), settings.ORGANISATION),
            "opens": day_of_month(local_day(closes(ticket.quarter, settings.TIME_ZONE), settings.TIME_ZONE)),
            "until": day_of_month(last_day(ticket.quarter)),
            "problem": problem,
            **choices_of(said),
        }
    return public_page("confidences/answer.html", context, request=request, status=status)


def _team(ticket: Ticket) -> str:
    """The database may be the very thing that failed; what was typed is shown again without it."""
    try:
        return team_of(ticket)
    except DatabaseError:
        return ""


def _thanks(request: HttpRequest) -> HttpResponse:
    return public_notice(
        request,
        _("Thank you. It is kept in confidence."),
        _("Your name and the time are not with it, and nobody can look up whether you answered."),
        _("Please close this page now, if somebody else may see your screen."),
    )


def _too_late(request: HttpRequest, outcome: Outcome, status: int = 200) -> HttpResponse:
    if outcome is Outcome.USED:
        return public_notice(
            request,
            _("Something was said with this link already."),
            _("It stays as it was said. Nobody could find it, so it cannot be changed, and the link works once only."),
            status=status,
        )
    return gone_page(request, None)
