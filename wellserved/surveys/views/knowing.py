"""Where least is known, and how many people a team asks in a week at most."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from wellserved.kit.clock import now
from wellserved.people.actors import actor_of
from wellserved.people.models import Team
from wellserved.surveys.actions.policy import limit_team, set_policy
from wellserved.surveys.forms.limits import LimitForm, TeamLimitForm
from wellserved.surveys.models import TeamPolicy
from wellserved.surveys.queries.knowing import knowledge_of, teams_to_look_at
from wellserved.surveys.queries.policy import stored_policy


def least_known(request: HttpRequest) -> HttpResponse:
    return _page(request, _chosen(request, request.GET.get("team", "")))


@require_POST
def team_limit(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how many people this team asks in a week at most."""
    actor = actor_of(request)
    team = get_object_or_404(teams_to_look_at(actor), pk=pk)
    if not actor.sees_all:
        raise Http404
    form = TeamLimitForm(request.POST)
    if not form.is_valid():
        return _page(request, team, team_form=form)
    changed = limit_team(team=team, ask_at_most=form.cleaned_data["ask_at_most"], by=actor.by)
    messages.success(request, "Saved." if changed else "Nothing was different.")
    return redirect(f"{reverse('least_known')}?team={team.pk}")


@require_POST
def all_limits(request: HttpRequest) -> HttpResponse:
    """Say how many people every other team asks in a week at most."""
    actor = actor_of(request)
    if not actor.is_admin:
        raise Http404
    form = LimitForm(request.POST)
    if not form.is_valid():
        return _page(request, _chosen(request, ""), all_form=form)
    changed = set_policy(by=actor.by, **form.cleaned_data)
    messages.success(request, "Saved." if changed else "Nothing was different.")
    return redirect("least_known")


def _chosen(request: HttpRequest, wanted: str) -> Team | None:
    """The team of that number, or the first; one beyond one's reach does not exist."""
    actor = actor_of(request)
    if not actor.leads:
        raise Http404
    teams = teams_to_look_at(actor)
    if wanted:
        number = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 18 else 0
        return get_object_or_404(teams, pk=number)
    return teams.first()


def _page(
    request: HttpRequest,
    team: Team | None,
    *,
    team_form: TeamLimitForm | None = None,
    all_form: LimitForm | None = None,
) -> HttpResponse:
    actor, usual = actor_of(request), stored_policy()
    own = TeamPolicy.objects.filter(team=team).values_list("ask_at_most", flat=True).first() if team else None
    context = {
        "team": team,
        "teams": teams_to_look_at(actor),
        "known": knowledge_of(team, now()) if team else None,
        "usual": usual,
        "team_form": (team_form or TeamLimitForm(initial={"ask_at_most": own})) if actor.sees_all and team else None,
        "all_form": (all_form or LimitForm(initial=vars(usual))) if actor.is_admin else None,
    }
    return render(request, "surveys/knowing.html", context, status=422 if team_form or all_form else 200)
