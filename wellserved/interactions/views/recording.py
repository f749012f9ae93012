"""Writing an interaction down by hand, and mending one."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from wellserved.interactions.actions.recording import HAND, new_number, record_interaction
from wellserved.interactions.forms import InteractionForm
from wellserved.interactions.models import Interaction
from wellserved.interactions.queries import interactions_visible_to, may_edit
from wellserved.interactions.shapes import InteractionIn
from wellserved.people.actors import actor_of
from wellserved.people.models import Team
from wellserved.people.queries import contacts_visible_to, teams_visible_to
from wellserved.people.shapes import Actor


def interaction_new(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    teams = _teams(actor)
    own = teams.first() if not actor.sees_all else None
    form = InteractionForm(request.POST or None, teams=teams, initial={"team": own})
    if not actor.sees_all:
        form.fields["team"].required = True
    if form.is_valid() and (saved := _save(form, actor, HAND, new_number())):
        messages.success(request, "It is written down.")
        return redirect("interaction", saved.pk)
    return render(request, "interactions/interaction_form.html", {"form": form})


def interaction_edit(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    found = get_object_or_404(interactions_visible_to(actor), pk=pk)
    if not may_edit(actor, found):
        raise Http404
    frozen = found.closed_at is not None
    form = InteractionForm(request.POST or None, teams=_teams(actor), initial=InteractionForm.of(found), frozen=frozen)
    if form.is_valid() and _save(form, actor, found.source, found.external_id):
        messages.success(request, "Saved.")
        return redirect("interaction", found.pk)
    return render(request, "interactions/interaction_form.html", {"form": form, "interaction": found})


def _teams(actor: Actor) -> QuerySet[Team]:
    teams = teams_visible_to(actor).filter(archived_at=None)
    return teams if actor.sees_all else teams.filter(pk__in=actor.team_ids)


def _save(form: InteractionForm, actor: Actor, source: str, external_id: str) -> Interaction | None:
    row = form.shape(source, external_id)
    try:
        return record_interaction(row=row if actor.leads else _renaming_nobody(row, actor), by=actor.by)
    except ValueError as reason:
        form.add_error(None, str(reason))
        return None


def _renaming_nobody(row: InteractionIn, actor: Actor) -> InteractionIn:
    """Leads and above edit contacts; the name that others type beside an address we know changes nothing."""
    contact = row.contact
    if contact and contact.email and contacts_visible_to(actor).filter(email__iexact=contact.email).exists():
        return row._replace(contact=contact._replace(name=""))
    return row
