"""A round of cards begins and ends."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.improvements.actions.bargaining import ClosedError, close_cards, deal_cards
from wellserved.improvements.forms.weighing import CardsForm
from wellserved.improvements.queries.cards import cards_visible_to, prices_of
from wellserved.improvements.rules.cards import suggested_hand
from wellserved.improvements.views.board import forms_only
from wellserved.kit.saying import number
from wellserved.people.actors import actor_of
from wellserved.people.models import Member


@forms_only
def cards_new(request: HttpRequest) -> HttpResponse:
    """Which ideas, who takes part, how many cards."""
    actor = actor_of(request)
    if not actor.leads:
        raise Http404
    form = CardsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        prices, players = prices_of(said["ideas"]), [one.pk for one in said["players"]]
        needs = {pk: prices[pk] for pk in said["ideas"]}
        hand = said["hand"] or suggested_hand(needs.values(), len(players))
        member = Member.objects.filter(pk=actor.member_id or 0).first()
        one = deal_cards(name=said["name"], hand=hand, needs=needs, players=players, member=member, by=actor.by)
        cards = "one card" if hand == 1 else f"{number(hand)} cards"
        messages.success(request, f"Dealt: {cards} for each. Send them the address of this page.")
        return redirect("cards", one.pk)
    context = {"form": form, "anything": bool(form.fields["ideas"].choices)}  # type: ignore[attr-defined]
    return render(request, "improvements/cards_new.html", context, status=422 if form.errors else 200)


@require_POST
def cards_closing(request: HttpRequest, pk: int) -> HttpResponse:
    """The cards lie where they lie."""
    actor = actor_of(request)
    one = get_object_or_404(cards_visible_to(actor), pk=pk)
    if not actor.leads:
        raise Http404
    try:
        funded = close_cards(
            dealt_id=one.pk, member=Member.objects.filter(pk=actor.member_id or 0).first(), by=actor.by
        )
        said = {0: "Closed. Nothing was funded.", 1: "Closed. One idea is funded, and chosen."}
        messages.success(
            request, said.get(funded, f"Closed. {number(funded).capitalize()} ideas are funded, and chosen.")
        )
    except ClosedError as wrong:
        messages.info(request, str(wrong))
    return redirect("cards", pk)
