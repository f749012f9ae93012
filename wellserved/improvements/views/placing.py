"""Placing ideas by oneself, while others do the same: how many have is told, what they think is not."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from wellserved.frame.live import Tickets, version_answer
from wellserved.improvements.actions.weighing import RevealedError, place_ideas
from wellserved.improvements.forms.weighing import placed_in
from wellserved.improvements.models import Weighing
from wellserved.improvements.plane import AXES
from wellserved.improvements.queries.weighing import (
    ideas_in,
    people_who_placed,
    placed_by,
    version_of,
    weighings_visible_to,
)
from wellserved.people.actors import actor_of
from wellserved.people.models import Member
from wellserved.people.shapes import Actor

TICKETS = Tickets("wellserved.improvements.weighing")


@require_POST
def weighing_placing(request: HttpRequest, pk: int) -> HttpResponse:
    """Where this member puts them; the last word of each counts."""
    actor = actor_of(request)
    one = get_object_or_404(weighings_visible_to(actor), pk=pk)
    member = get_object_or_404(Member, pk=actor.member_id or 0)
    placed, wrong = placed_in(request.POST, [idea.pk for idea in ideas_in(one)], one.kind == Weighing.Kind.FEAR)
    try:
        kept = place_ideas(weighing_id=pk, member=member, placed=placed, by=actor.by)
    except RevealedError as late:
        return _said(request, pk, str(late), 409)
    if wrong:
        return _said(request, pk, wrong[0], 422)
    return _said(request, pk, "Kept. Nobody else sees it." if kept else "Nothing is placed yet.", 200)


@require_safe
def weighing_part(request: HttpRequest, pk: int) -> HttpResponse:
    """How many have placed something, for a page that is open already."""
    actor = actor_of(request)
    one = get_object_or_404(weighings_visible_to(actor), pk=pk)
    return render(request, "improvements/placing_part.html", live_context(actor, one))


@require_safe
@login_not_required  # the ticket says that its holder was shown this page; it opens nothing but a number
def weighing_version(request: HttpRequest, ticket: str) -> HttpResponse:
    """Whether somebody placed something for the first time, or all was revealed: 304 if not. One query."""
    number = TICKETS.number_of(ticket)
    return version_answer(request, version_of(number) if number is not None else None)


def live_context(actor: Actor, one: Weighing) -> dict[str, Any]:
    return {
        "weighing": one,
        "ticket": TICKETS.ticket_for(one.pk),
        "version": version_of(one.pk),
        "people": people_who_placed(one),
        "leads": actor.leads,
    }


def placing_context(actor: Actor, one: Weighing) -> dict[str, Any]:
    mine = placed_by(one, actor.member_id)
    rows = [(number, idea, mine.get(idea.pk)) for number, idea in enumerate(ideas_in(one), start=1)]
    return {
        **live_context(actor, one),
        "axes": AXES[one.kind],
        "rows": rows,
        "may_place": actor.member_id is not None,
        "with_words": one.kind == Weighing.Kind.FEAR,
        "mine": len(mine),
    }


def _said(request: HttpRequest, pk: int, said: str, status: int) -> HttpResponse:
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"said": said}, status=status)
    (messages.success if status == 200 else messages.error)(request, said)
    return redirect("weighing", pk)
