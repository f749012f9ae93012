"""The service map: who serves whom, as a picture and as a table; and one team's customers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.kit.tables import Column, Table, columns, table_answer
from wellserved.people import actions, customers, queries
from wellserved.people.actors import actor_of
from wellserved.people.drawing import NARROW, WIDE, draw_map
from wellserved.people.forms import attempt
from wellserved.people.forms_map import CustomerForm
from wellserved.people.models import Customer, Team
from wellserved.people.shapes import Actor


def service_map(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    seen = customers.ServiceMap(actor)
    context = {
        "rows": seen.rows,
        "wide": draw_map(seen.to_draw(), WIDE),
        "narrow": draw_map(seen.to_draw(), NARROW),
        "silent": customers.teams_without_customers(actor)[:50],
        "may_edit": _editable(actor),
        "may_import": actor.sees_all,
    }
    return render(request, "people/service_map.html", context)


def service_map_sheet(request: HttpRequest) -> HttpResponse:
    """The map as a table, which can be brought in again."""
    head = (*columns("team customer kind"), Column("what for"))
    rows = (tuple(line.values()) for line in customers.map_lines(actor_of(request)))
    return table_answer(request, "service-map", Table(head, rows))


def team_customers(request: HttpRequest, team_id: int) -> HttpResponse:
    actor = actor_of(request)
    team = get_object_or_404(queries.teams_visible_to(actor), pk=team_id)
    return _page(request, actor, team)


@require_POST
def customer_add(request: HttpRequest, team_id: int) -> HttpResponse:
    actor = actor_of(request)
    team = get_object_or_404(queries.teams_filled_by(actor), pk=team_id)
    form = CustomerForm(request.POST)
    if not form.is_valid():
        return _page(request, actor, team, form, status=422)
    line = form.line(team)
    done = attempt(form, lambda: actions.add_customer(team=team, line=line, by=actor.by))
    if done is None:
        return _page(request, actor, team, form, status=422)
    said = f"{line.client} is on the map." if done else f"{line.client} was on the map already."
    messages.success(request, said)
    return redirect("team_customers", team.pk)


@require_POST
def customer_remove(request: HttpRequest, team_id: int, client_id: int) -> HttpResponse:
    actor = actor_of(request)
    team = get_object_or_404(queries.teams_filled_by(actor), pk=team_id)
    line = get_object_or_404(Customer.objects.select_related("client"), team=team, client_id=client_id)
    actions.remove_customer(team_id=team.pk, client_id=client_id, by=actor.by)
    messages.success(request, f"{line.client.name} is off {team.name}’s map. What was done for them stays.")
    return redirect("team_customers", team.pk)


def _page(
    request: HttpRequest, actor: Actor, team: Team, form: CustomerForm | None = None, status: int = 200
) -> HttpResponse:
    seen = customers.ServiceMap(actor, team.pk)
    may_edit = queries.teams_filled_by(actor).filter(pk=team.pk).exists() and team.archived_at is None
    context = {
        "team": team,
        "lines": sorted(seen.lines, key=lambda line: (line.client.team_id is None, line.client.name_key)),
        "served_by": customers.who_serves_team(actor, team),
        "may_edit": may_edit,
        "form": form or CustomerForm(),
        "names": customers.names_to_choose(actor, team) if may_edit else [],
    }
    return render(request, "people/team_customers.html", context, status=status)


def _editable(actor: Actor) -> set[int]:
    return set(queries.teams_filled_by(actor).values_list("pk", flat=True))
