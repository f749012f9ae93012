"""Today: where everybody lands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wellserved.people.actors import actor_of
from wellserved.site.queries.today import today_for


def today(request: HttpRequest) -> HttpResponse:
    return render(request, "site/today.html", {"today": today_for(actor_of(request))})
