"""Silence: who does not answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wellserved.insight.looking import look_of
from wellserved.insight.silence.queries import silence as read_silence
from wellserved.insight.silence.sheets import silence_table
from wellserved.kit.tables import table_answer
from wellserved.people.actors import actor_of


def silence(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    look = look_of(request.GET, actor)
    seen = read_silence(actor=actor, look=look)
    return render(request, "insight/silence.html", {"look": look, "seen": seen, "sees_all": actor.sees_all})


def silence_sheet(request: HttpRequest) -> HttpResponse:
    """The same, to take away."""
    actor = actor_of(request)
    look = look_of(request.GET, actor)
    return table_answer(request, "silence", silence_table(read_silence(actor=actor, look=look), look))
