"""Today: where everybody lands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wellserved.people.actors import actor_of
from wellserved.site.queries.today import today_for
from wellserved.site.rail import rail_for


def today(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    found = today_for(actor)
    # The rail's numbers were read with the rest: they need not be asked for again.
    rail = rail_for(actor, request.path, found.in_the_rail)
    return render(request, "site/today.html", {"today": found, "rail": rail})
