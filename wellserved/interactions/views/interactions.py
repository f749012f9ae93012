"""What we did for people: the list, and one interaction."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from wellserved.interactions.models import Interaction, Service
from wellserved.interactions.queries import Filters, interactions_page, interactions_visible_to, may_edit
from wellserved.people.actors import actor_of
from wellserved.people.queries import teams_visible_to

STATES = {"": "All", "open": "Open", "closed": "Closed"}


def interactions(request: HttpRequest) -> HttpResponse:
    actor, filters = actor_of(request), Filters.read(request.GET)
    page = interactions_page(actor, filters)
    teams = teams_visible_to(actor)
    if not actor.sees_all:
        teams = teams.filter(pk__in=actor.team_ids)
    said = {"q": filters.text, "state": filters.state, "team": filters.team or "", "service": filters.service or ""}
    context = {
        "found": page.found,
        "filters": filters,
        "states": [
            (name, f"?{urlencode({**said, 'state': key})}", filters.state == key) for key, name in STATES.items()
        ],
        "teams": teams,
        "services": Service.objects.order_by("name_key")[:200],
        "older": f"?{urlencode({**said, 'before': page.older})}" if page.older else "",
        "newest": f"?{urlencode(said)}" if filters.before else "",
        "narrowed": any(said.values()),
        "may_import": actor.sees_all,
    }
    return render(request, "interactions/interactions.html", context)


def interaction(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    known = interactions_visible_to(actor).select_related("service", "team", "client", "contact", "referred_by")
    found: Interaction = get_object_or_404(known, pk=pk)
    context = {
        "interaction": found,
        "members": found.members.order_by("name_key", "pk"),
        "may_edit": may_edit(actor, found),
    }
    return render(request, "interactions/interaction.html", context)
