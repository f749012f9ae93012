"""My page: for whoever is signed in, about themselves."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wellserved.insight.mine.queries import mine as read_mine
from wellserved.people.actors import actor_of


def mine(request: HttpRequest) -> HttpResponse:
    return render(request, "insight/mine.html", {"mine": read_mine(actor_of(request))})
