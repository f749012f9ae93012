"""One's own calendar: subscribe to what is agreed here, and let it be known when one is busy."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from wellserved.calendars.actions import own
from wellserved.calendars.caldav import Door, calendars_at
from wellserved.calendars.forms import ConnectForm
from wellserved.calendars.queries.own import own_calendar_of
from wellserved.kit.guarded import RefusedError
from wellserved.people.actors import actor_of


def own_calendar(request: HttpRequest) -> HttpResponse:
    return _page(request, ConnectForm())


@require_POST
def own_feed(request: HttpRequest) -> HttpResponse:
    """Make the feed, give it a new address, or withdraw it."""
    member_id, by = _member(request), actor_of(request).by
    if request.POST.get("do") == "withdraw":
        own.withdraw_feed(member_id=member_id, by=by)
        messages.success(request, "The address leads nowhere any more.")
        return redirect("own_calendar")
    token = own.make_feed(member_id=member_id, by=by)
    return _page(request, ConnectForm(), feed=f"{settings.BASE_URL}/feed/{token}.ics")


@require_POST
def own_letters(request: HttpRequest) -> HttpResponse:
    """Whether appointments come by mail as well."""
    wanted = request.POST.get("letters") == "yes"
    own.want_appointments_by_letter(member_id=_member(request), wanted=wanted, by=actor_of(request).by)
    messages.success(request, "Saved." if wanted else "Saved. Appointments reach you through the feed alone.")
    return redirect("own_calendar")


@require_POST
def own_link(request: HttpRequest) -> HttpResponse:
    """Connect a calendar: it is opened once, before anything is kept."""
    member_id, form = _member(request), ConnectForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    given = form.cleaned_data
    try:
        found = calendars_at(Door(given["url"], given["username"], given["password"], settings.INSIDE_HOSTS))
    except RefusedError as error:
        form.add_error(None, f"{error} Nothing was kept.")
        return _page(request, form, status=422)
    own.connect_calendar(member_id=member_id, **given, found=found, by=actor_of(request).by)
    messages.success(request, "It opens. Within a minute we know when you are busy.")
    return redirect("own_calendar")


@require_POST
def own_link_chosen(request: HttpRequest) -> HttpResponse:
    """Which calendars count."""
    own.choose_calendars(member_id=_member(request), hrefs=request.POST.getlist("href"), by=actor_of(request).by)
    messages.success(request, "Saved.")
    return redirect("own_calendar")


@require_POST
def own_link_removal(request: HttpRequest) -> HttpResponse:
    """Forget it."""
    own.disconnect_calendar(member_id=_member(request), by=actor_of(request).by)
    messages.success(request, "Forgotten: its address, your name and password there, and all times.")
    return redirect("own_calendar")


def _member(request: HttpRequest) -> int:
    member_id = actor_of(request).member_id
    if member_id is None:
        raise Http404
    return member_id


def _page(request: HttpRequest, form: ConnectForm, feed: str = "", status: int = 200) -> HttpResponse:
    context = {"row": own_calendar_of(_member(request)), "form": form, "feed": feed}
    return render(request, "calendars/own.html", context, status=status)
