"""Not going well? A page that calls a lead, and one where the caller sees who comes."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from wellserved.doors.actions.calling import call_lead
from wellserved.doors.actions.knocking import knock
from wellserved.doors.forms.calling import read_call
from wellserved.doors.forms.saying import page_fields, read_visitor
from wellserved.doors.models import Door, LeadCall
from wellserved.doors.rules import CALLS_AN_HOUR, PAGE_LIVES
from wellserved.doors.views import pages
from wellserved.doors.views.open import at_the_door, read_form
from wellserved.frame.public import public_page, unlogged, unreadable_page
from wellserved.frame.speaking import language_of, speaking, with_choice
from wellserved.kit.clock import now
from wellserved.kit.tokens import hash_token
from wellserved.surveys.forms.answering import first
from wellserved.surveys.views.answer import SeeOther

PAGE = "doors/not_well.html"


@at_the_door(Door.Kind.NOT_WELL)
def not_well(request: HttpRequest, door: Door) -> HttpResponse:
    """GET shows and calls nobody; POST calls."""
    if request.method != "POST":
        return _page(request, door, {}, "", "", 200)
    form = read_form(request)
    if form is None:
        return unreadable_page(request)
    visitor = read_visitor(request, form, door)
    said, problem = read_call(form)
    if first(form, "show"):  # another language was chosen; nothing typed is lost, and nobody is called
        return _page(request, door, said, visitor.key, "", 200)
    moment = now()
    stale = visitor.opened_at is None or moment - visitor.opened_at > PAGE_LIVES
    if visitor.trap or stale:
        problem = problem or _("This page had gone stale. Everything is still here: please send it once more.")
    if problem:
        return _page(request, door, said, "" if stale else visitor.key, problem, 400)
    knocks, _again = knock(door, visitor.address, b"", moment)
    if knocks.from_one > CALLS_AN_HOUR:
        problem = _("You have called several times, and somebody knows. If nobody comes, please speak to anybody here.")
        return _page(request, door, said, visitor.key, problem, 429)
    _call, token = call_lead(door=door, key=visitor.key, **said)
    return SeeOther(with_choice(f"/n/seen/{token}", request.META.get("QUERY_STRING", "")))


@login_not_required
def not_well_seen(request: HttpRequest, token: str) -> HttpResponse:
    """What became of the call, for whoever called. It looks again by itself every ten seconds, without a script."""
    with speaking(language_of(request)):
        call = LeadCall.objects.select_related("taken_by", "team").filter(token_hash=hash_token(token)).first()
        if call is None:
            return unlogged(pages.nowhere_page(request))
        waits = call.outcome in (LeadCall.Outcome.OPEN, LeadCall.Outcome.TAKEN)
        response = public_page("doors/called.html", {"call": call, "waits": waits}, request=request)
        if waits:
            response["Refresh"] = "10"
        return response


def _page(request: HttpRequest, door: Door, said: dict[str, str], key: str, problem: str, status: int) -> HttpResponse:
    moment = now()
    context = {**pages.whose(door, moment), **page_fields(door, moment, key), "said": said, "problem": problem}
    return public_page(PAGE, context, request=request, status=status)
