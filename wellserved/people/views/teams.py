"""Who serves: the teams, and who is in one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.frame.paging import page_of
from wellserved.people import actions, queries
from wellserved.people.actors import actor_of
from wellserved.people.forms import JoinForm, TeamForm, attempt


def teams(request: HttpRequest) -> HttpResponse:
    actor, archived = actor_of(request), request.GET.get("show") == "archived"
    found = queries.teams_in_short(actor).filter(archived_at__isnull=not archived)
    context = {"page": page_of(found, request), "archived": archived, "may_edit": actor.sees_all}
    return render(request, "people/teams.html", context)


def team(request: HttpRequest, team_id: int) -> HttpResponse:
    actor = actor_of(request)
    shown = get_object_or_404(queries.teams_visible_to(actor), pk=team_id)
    fills = queries.teams_filled_by(actor).filter(pk=team_id).exists()
    context = {
        "team": shown,
        "page": page_of(queries.places_in(shown), request),
        "may_edit": actor.sees_all,
        "may_fill": fills,
        "join": JoinForm(team=shown) if fills else None,
        "own": actor.member_id,
    }
    return render(request, "people/team.html", context)


def team_new(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not actor.sees_all:
        raise Http404
    form = TeamForm(request.POST or None)
    if form.is_valid():
        added = attempt(form, lambda: actions.add_team(**form.cleaned_data, by=actor.by))
        if added:
            messages.success(request, f"{added.name} is added. Say who is in it.")
            return redirect("team", added.pk)
    return render(request, "people/team_form.html", {"form": form})


def team_edit(request: HttpRequest, team_id: int) -> HttpResponse:
    actor = actor_of(request)
    shown = get_object_or_404(queries.teams_editable_by(actor), pk=team_id)
    form = TeamForm(request.POST or None, initial={"name": shown.name})
    if (
        form.is_valid()
        and attempt(form, lambda: actions.rename_team(team_id=shown.pk, **form.cleaned_data, by=actor.by)) is not None
    ):
        messages.success(request, "Saved.")
        return redirect("team", shown.pk)
    return render(request, "people/team_form.html", {"form": form, "team": shown})


@require_POST
def team_archive(request: HttpRequest, team_id: int) -> HttpResponse:
    actor = actor_of(request)
    shown = get_object_or_404(queries.teams_editable_by(actor), pk=team_id)
    actions.archive_team(team_id=shown.pk, by=actor.by)
    messages.success(request, f"{shown.name} is archived. What it did stays; you can bring it back here.")
    return redirect("team", shown.pk)


@require_POST
def team_restore(request: HttpRequest, team_id: int) -> HttpResponse:
    actor = actor_of(request)
    shown = get_object_or_404(queries.teams_editable_by(actor), pk=team_id)
    actions.restore_team(team_id=shown.pk, by=actor.by)
    messages.success(request, f"{shown.name} serves again.")
    return redirect("team", shown.pk)


@require_POST
def team_join(request: HttpRequest, team_id: int) -> HttpResponse:
    actor = actor_of(request)
    shown = get_object_or_404(queries.teams_filled_by(actor), pk=team_id)
    form = JoinForm(request.POST, team=shown)
    if form.is_valid():
        joins = form.cleaned_data["member"]
        actions.join_team(team_id=shown.pk, member_id=joins.pk, by=actor.by)
        messages.success(request, f"{joins.name} is in {shown.name} from now on.")
    else:
        messages.error(request, "Choose somebody who is not in the team yet. Nothing was changed.")
    return redirect("team", shown.pk)


@require_POST
def team_leave(request: HttpRequest, team_id: int, member_id: int) -> HttpResponse:
    actor = actor_of(request)
    shown = get_object_or_404(queries.teams_filled_by(actor), pk=team_id)
    place = get_object_or_404(queries.places_in(shown), member_id=member_id)
    actions.leave_team(team_id=shown.pk, member_id=member_id, by=actor.by)
    messages.success(request, f"{place.member.name} is in {shown.name} no more. What they did there stays.")
    return redirect("team", shown.pk)


@require_POST
def team_lead(request: HttpRequest, team_id: int, member_id: int) -> HttpResponse:
    actor = actor_of(request)
    shown = get_object_or_404(queries.teams_editable_by(actor), pk=team_id)
    place = get_object_or_404(queries.places_in(shown), member_id=member_id)
    leads = request.POST.get("leads") == "yes"
    actions.set_lead(team_id=shown.pk, member_id=member_id, leads=leads, by=actor.by)
    name, account = place.member.name, place.member.account
    messages.success(request, f"{name} leads {shown.name}." if leads else f"{name} leads {shown.name} no more.")
    if leads and account and account.role == "member":
        messages.warning(request, f"{name} sees the whole team's feedback once an admin gives them the role Lead.")
    return redirect("team", shown.pk)
