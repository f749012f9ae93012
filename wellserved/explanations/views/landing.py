"""Which page lands: how each format has done, with everybody and with one client."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from wellserved.explanations.models import Reaction
from wellserved.explanations.queries.landing import hit_rates, learnt_of, wishes_of
from wellserved.explanations.queries.reactions import reactions_visible_to
from wellserved.people.actors import actor_of
from wellserved.people.queries import clients_visible_to

SHOWN = 10


def landing(request: HttpRequest) -> HttpResponse:
    """Overall, and what clients wished for."""
    actor = actor_of(request)
    reactions = reactions_visible_to(actor).order_by("-changed_at", "-pk")
    return render(request, "explanations/landing.html", {**_told(None), "reactions": reactions[:SHOWN]})


def client_landing(request: HttpRequest, client_id: int) -> HttpResponse:
    """Of one client: what they said they like, and what was learnt."""
    actor = actor_of(request)
    client = get_object_or_404(clients_visible_to(actor), pk=client_id)
    reactions = reactions_visible_to(actor).filter(sending__client=client).order_by("-changed_at", "-pk")
    context = {**_told(client.pk), "client": client, "reactions": reactions[:SHOWN], "learnt": learnt_of(client)}
    return render(request, "explanations/client_landing.html", context)


def _told(client_id: int | None) -> dict[str, Any]:
    wishes = wishes_of(client_id)
    named = [(dict(Reaction.Wish.choices)[key], count) for key, count in wishes.items()]
    return {"rates": hit_rates(client_id=client_id), "wishes": named}
