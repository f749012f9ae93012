"""Handing work on to another team, in one short form."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wellserved.interactions.actions.handing import record_handoff
from wellserved.interactions.forms_handing import HandoffForm
from wellserved.interactions.models import Interaction
from wellserved.kit.clock import now
from wellserved.people.actors import actor_of
from wellserved.people.models import Member
from wellserved.people.queries import teams_visible_to
from wellserved.people.shapes import Actor


def handoff_new(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    teams = teams_visible_to(actor).filter(archived_at=None)
    own = teams if actor.sees_all else teams.filter(pk__in=actor.team_ids)
    first = own.filter(pk__in=actor.team_ids).first()
    form = HandoffForm(request.POST or None, own=own, teams=teams, initial={"team": first})
    if form.is_valid() and (saved := _save(form, actor)):
        messages.success(request, f"It is written down: {form.taken_by()} took it over.")
        return redirect("interaction", saved.pk)
    context = {"form": form, "in_a_team": own.exists()}
    return render(request, "interactions/handoff.html", context, status=422 if form.errors else 200)


def _save(form: HandoffForm, actor: Actor) -> Interaction | None:
    said = form.cleaned_data
    to, taker = said["to"]
    try:
        return record_handoff(
            team=said["team"],
            giver=Member.objects.filter(pk=actor.member_id or 0).first(),
            to=to,
            taker=taker,
            subject=said["subject"],
            service=said["service"].strip(),
            at=said["at"] or now(),
            by=actor.by,
        )
    except ValueError as refused:
        form.add_error(None, str(refused))
        return None
