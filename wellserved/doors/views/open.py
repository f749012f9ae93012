"""The doors themselves: a feedback link at /d/, links in a help desk's letters at /t/. Showing them records nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from wellserved.doors.actions.taking import take_answer
from wellserved.doors.forms.saying import read_said, read_visitor
from wellserved.doors.models import Door
from wellserved.doors.queries.doors import open_door_of
from wellserved.doors.rules import read_ticket
from wellserved.doors.shapes import Fate, Said, Visitor
from wellserved.doors.views import pages
from wellserved.frame.open_to_all import open_to_all
from wellserved.frame.public import unreadable_page
from wellserved.frame.speaking import with_choice
from wellserved.kit.clock import now
from wellserved.surveys.forms.answering import Fields, first, read_face, read_fields, read_query
from wellserved.surveys.shapes import LARGEST_FORM
from wellserved.surveys.together import NotDoneError
from wellserved.surveys.views.answer import SeeOther

View = Callable[[HttpRequest, Door], HttpResponse]
TOO_MUCH = (RequestDataTooBig, SuspiciousOperation, MultiPartParserError, UnreadablePostError, UnicodeError, ValueError)


def at_the_door(*kinds: str) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """Find the door that the link leads to, and never say more than is needed."""

    def guard(view: View) -> Callable[..., HttpResponseBase]:
        @open_to_all
        @wraps(view)
        def found(request: HttpRequest, token: str) -> HttpResponse:
            door = open_door_of(token, *kinds)
            return view(request, door) if door else pages.nowhere_page(request)

        return found

    return guard


@at_the_door(Door.Kind.FEEDBACK)
def open_door(request: HttpRequest, door: Door) -> HttpResponse:
    """A feedback link: somebody walked up, and no ticket is needed."""
    if request.method == "POST":
        return save(request, door)
    if "thanks" in read_query(request.META.get("QUERY_STRING", "")):
        return pages.thanks_page(request, door, now())
    return pages.form_page(request, door, now())


@at_the_door(Door.Kind.SNIPPET)
def ticket_door(request: HttpRequest, door: Door) -> HttpResponse:
    """One of five links under a help desk's letter. It carries no secret: its answer is claimed, not proven."""
    query = read_query(request.META.get("QUERY_STRING", ""))
    ticket = read_ticket(first(query, "ticket"))
    if request.method == "POST":
        return save(request, door, ticket)
    if "thanks" in query:
        return pages.thanks_page(request, door, now())
    felt = read_face(first(query, "felt"))
    return pages.form_page(request, door, now(), felt=felt, touch=felt is not None, ticket=ticket)


def read_form(request: HttpRequest) -> Fields | None:
    """The fields of a plain form; None if it is none, or larger than any page of ours sends."""
    try:
        size = int(request.META.get("CONTENT_LENGTH") or 0)
        if request.content_type != "application/x-www-form-urlencoded" or size > LARGEST_FORM:
            return None
        return read_fields(request.body)
    except TOO_MUCH:
        return None


def save(request: HttpRequest, door: Door, ticket: str = "", beside_id: int | None = None) -> HttpResponse:
    """Take in what the form says; what cannot be taken in stands in the form again."""
    form = read_form(request)
    if form is None:
        return unreadable_page(request)
    visitor = read_visitor(request, form, door)
    said, problem = read_said(form, now(), door, ticket)
    said = replace(said, beside_id=beside_id)
    if said.answer.touch:
        return _touch(door, said, visitor) if said.answer.felt else HttpResponse(status=400)
    if first(form, "show"):  # another language was chosen; nothing typed is lost
        return pages.form_page(request, door, now(), said=said, key=visitor.key, ticket=ticket)
    if problem:
        return pages.form_page(request, door, now(), said=said, key=visitor.key, problem=problem, status=400)
    try:
        taken = take_answer(door=door, said=said, visitor=visitor)
    except NotDoneError:
        taken = None
    if taken is None or taken.fate is Fate.REFUSED:
        return _kept_on_the_page(request, door, said, visitor.key, busy=taken is not None)
    if taken.fate is Fate.TAKEN:
        return pages.taken_page(request)
    thanks = f"/a/{taken.token}?sent" if taken.token else f"{request.path}?thanks"
    return SeeOther(with_choice(thanks, request.META.get("QUERY_STRING", "")))


def _touch(door: Door, said: Said, visitor: Visitor) -> HttpResponse:
    """The first human sign: the face alone. 204 once it is durable."""
    try:
        taken = take_answer(door=door, said=said, visitor=visitor)
    except NotDoneError:
        return HttpResponse(status=503)
    return HttpResponse(status={Fate.KEPT: 204, Fate.HELD: 204, Fate.REFUSED: 429, Fate.TAKEN: 409}[taken.fate])


def _kept_on_the_page(request: HttpRequest, door: Door, said: Said, key: str, *, busy: bool) -> HttpResponse:
    """Nothing is lost: what they wrote stands in the form."""
    problem = (
        _("Very many answers came from where you are just now. Yours is still here: please send it again in an hour.")
        if busy
        else _("We could not save this just now. It is all still here: please send it again.")
    )
    status = 429 if busy else 503
    return pages.form_page(request, door, now(), said=said, key=key, problem=problem, status=status)
