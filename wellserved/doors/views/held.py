"""Answers that are held back: a lead looks at them, and says which count."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.doors.actions.deciding import drop_held, look_again, release_held
from wellserved.doors.models import HeldAnswer
from wellserved.doors.queries.held import held_answers_visible_to
from wellserved.frame.paging import page_of
from wellserved.people.actors import actor_of
from wellserved.surveys.queries.own_answers import own_lines
from wellserved.surveys.words import in_short

Reason, State = HeldAnswer.Reason, HeldAnswer.State
SHOWS = {"look": "To look at", "claimed": "Waiting for their ticket", "out": "Left out"}


def held(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not actor.leads:
        raise Http404
    show = request.GET.get("show", "look")
    show = show if show in SHOWS else "look"
    found = held_answers_visible_to(actor)
    if show == "out":
        found = found.filter(state=State.DROPPED)
    else:
        found = found.filter(state=State.WAITING)
        claimed = found.filter(reason=Reason.CLAIMED)
        found = claimed if show == "claimed" else found.exclude(reason=Reason.CLAIMED)
    page = page_of(found, request)
    rows = [(one, in_short(one.achieved, one.felt), own_lines(one.version_id or None, one.own)) for one in page.items]
    return render(request, "doors/held.html", {"page": page, "rows": rows, "show": show, "shows": SHOWS})


@require_POST
def held_release(request: HttpRequest, pk: int) -> HttpResponse:
    return _decide(request, pk, release_held, "It counts now, under the day it was given.")


@require_POST
def held_drop(request: HttpRequest, pk: int) -> HttpResponse:
    return _decide(request, pk, drop_held, "It is left out. You find it under “Left out”, should it count after all.")


@require_POST
def held_again(request: HttpRequest, pk: int) -> HttpResponse:
    return _decide(request, pk, look_again, "It waits for your look once more.")


def _decide(request: HttpRequest, pk: int, action: Callable[..., bool], said: str) -> HttpResponse:
    actor = actor_of(request)
    shown = get_object_or_404(held_answers_visible_to(actor), pk=pk)
    if action(held_id=shown.pk, by=actor.by):
        messages.success(request, said)
    else:
        messages.warning(request, "Nothing was changed: it was decided already, or its ticket has an answer.")
    return redirect("held")
