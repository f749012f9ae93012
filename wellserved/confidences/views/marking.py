"""Whom we ask in confidence: a lead says it for a team, whoever sees all for internal clients as well."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.people.actors import actor_of
from wellserved.people.models import Client, Team
from wellserved.people.queries import clients_visible_to, teams_visible_to
from wellserved.people.shapes import Actor
from wellserved.surveys.actions.confiding import mark_client, mark_team
from wellserved.surveys.queries.confiding import marked_clients, marked_teams

MOST = 500


def in_confidence(request: HttpRequest) -> HttpResponse:
    actor = _leading(request)
    marked, clients = marked_teams(), marked_clients()
    internal = clients_visible_to(actor).filter(kind=Client.Kind.INTERNAL).order_by("name_key")
    context = {
        "teams": [(team, team.pk in marked) for team in _teams(actor)],
        "clients": internal.filter(pk__in=clients),
        "others": internal.exclude(pk__in=clients)[:MOST],
        "sees_all": actor.sees_all,
    }
    return render(request, "confidences/marking.html", context)


@require_POST
def team_in_confidence(request: HttpRequest, pk: int) -> HttpResponse:
    actor = _leading(request)
    team = get_object_or_404(_teams(actor), pk=pk)
    wanted = request.POST.get("in_confidence") == "yes"
    _say(request, mark_team(team=team, in_confidence=wanted, by=actor.by), wanted)
    return redirect("in_confidence")


@require_POST
def client_in_confidence(request: HttpRequest) -> HttpResponse:
    actor = _leading(request)
    number = request.POST.get("client", "")
    if not actor.sees_all or not (number.isascii() and number.isdecimal() and len(number) < 18):
        raise Http404
    internal = clients_visible_to(actor).filter(kind=Client.Kind.INTERNAL)
    wanted = request.POST.get("in_confidence") == "yes"
    client = get_object_or_404(internal, pk=int(number))
    _say(request, mark_client(client=client, in_confidence=wanted, by=actor.by), wanted)
    return redirect("in_confidence")


def _teams(actor: Actor) -> QuerySet[Team]:
    teams = teams_visible_to(actor).filter(archived_at=None).order_by("name_key")
    return teams if actor.sees_all else teams.filter(pk__in=actor.led_team_ids)


def _leading(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not actor.leads:
        raise Http404
    return actor


def _say(request: HttpRequest, changed: bool, wanted: bool) -> None:
    if not changed:
        messages.warning(request, "That was so already.")
    elif wanted:
        messages.success(request, "From now on they are asked in confidence. What was asked stays as it was asked.")
    else:
        messages.success(
            request, "From now on they are asked by name. What was said in confidence stays in confidence."
        )
