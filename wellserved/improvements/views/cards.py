"""The table: cards are laid, taken back and lent, and everybody sees it at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from wellserved.frame.live import Tickets, version_answer
from wellserved.improvements.actions import bargaining as act
from wellserved.improvements.models import Dealt
from wellserved.improvements.queries.cards import cards_visible_to, plays, table_of, version_of
from wellserved.improvements.rules.cards import CardsError
from wellserved.kit.saying import number
from wellserved.people.actors import actor_of
from wellserved.people.models import Member
from wellserved.people.shapes import Actor

TICKETS = Tickets("wellserved.improvements.cards")


@require_safe
def cards(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    one = get_object_or_404(cards_visible_to(actor), pk=pk)
    return render(request, "improvements/cards.html", _context(actor, one))


@require_safe
def cards_part(request: HttpRequest, pk: int) -> HttpResponse:
    """The table alone, for a page that is open already."""
    actor = actor_of(request)
    one = get_object_or_404(cards_visible_to(actor), pk=pk)
    return render(request, "improvements/table.html", _context(actor, one))


@require_safe
@login_not_required  # the ticket says that its holder was shown this table; it opens nothing but a number
def cards_version(request: HttpRequest, ticket: str) -> HttpResponse:
    """Whether a card has moved: 304 if not. One query."""
    found = TICKETS.number_of(ticket)
    return version_answer(request, version_of(found) if found is not None else None)


@require_POST
def cards_laying(request: HttpRequest, pk: int) -> HttpResponse:
    """From one's hand onto an idea."""
    return _move(request, pk, act.lay_cards, "laid", stake_id=_number(request, "stake"))


@require_POST
def cards_taking(request: HttpRequest, pk: int) -> HttpResponse:
    """From an idea back into one's hand."""
    return _move(request, pk, act.take_cards, "taken back", stake_id=_number(request, "stake"))


@require_POST
def cards_lending(request: HttpRequest, pk: int) -> HttpResponse:
    """From one hand to another."""
    to = get_object_or_404(Member, pk=_number(request, "to"))
    return _move(request, pk, act.lend_cards, f"handed to {to.first_name}", to=to)


def _move(request: HttpRequest, pk: int, action: Any, done: str, **what: Any) -> HttpResponse:
    actor = actor_of(request)
    one = get_object_or_404(cards_visible_to(actor), pk=pk)
    if not plays(actor, one):
        raise Http404
    member, count, status = Member.objects.get(pk=actor.member_id or 0), _number(request, "count"), 200
    try:
        action(dealt_id=pk, member=member, count=count, by=actor.by, **what)
        said = f"{number(count).capitalize()} {'card' if count == 1 else 'cards'} {done}."
    except (CardsError, act.ClosedError) as wrong:
        said, status = str(wrong), 409
    if request.headers.get("X-Part"):
        one.refresh_from_db()
        return render(request, "improvements/table.html", _context(actor, one) | {"said": said}, status=status)
    (messages.success if status == 200 else messages.warning)(request, said)
    return redirect("cards", pk)


def _context(actor: Actor, one: Dealt) -> dict[str, Any]:
    table = table_of(one, actor.member_id)
    return {
        "dealt": one,
        "table": table,
        "ticket": TICKETS.ticket_for(one.pk),
        "plays": plays(actor, one),
        "own": actor.member_id,
        "leads": actor.leads,
        "open": one.closed_at is None,
        "funded": sum(pile.funded for pile in table.piles),
        "single": one.hand == 1,
    }


def _number(request: HttpRequest, name: str) -> int:
    """A number that somebody sent; what is none is 0, of which there is nothing."""
    text = request.POST.get(name, "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
