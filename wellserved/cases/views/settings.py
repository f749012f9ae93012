"""How long things may take, for everybody and team by team."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.cases.actions.policy import remove_case_policy, set_case_policy
from wellserved.cases.forms.members import PolicyForm
from wellserved.cases.models import CasePolicy
from wellserved.cases.queries.policy import policy_for, policy_of
from wellserved.people.actors import actor_of
from wellserved.people.models import Team


def case_policy(request: HttpRequest) -> HttpResponse:
    return _page(request, None)


def case_policy_of_team(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, get_object_or_404(Team, pk=pk, archived_at=None))


@require_POST
def case_policy_removal(request: HttpRequest, pk: int) -> HttpResponse:
    _may(request)
    team = get_object_or_404(Team, pk=pk)
    remove_case_policy(team_id=team.pk, by=actor_of(request).by)
    messages.success(request, "The team is as everybody from now on.")
    return redirect("case_policy")


def _page(request: HttpRequest, team: Team | None) -> HttpResponse:
    _may(request)
    own = policy_of(team.pk if team else None)
    usual = policy_for(team.pk if team else None)
    form = PolicyForm(request.POST or None, initial={name: getattr(usual, name) for name in PolicyForm.Meta.fields})
    if form.is_valid():
        set_case_policy(team_id=team.pk if team else None, by=actor_of(request).by, **form.cleaned_data)
        messages.success(request, "Saved. Clocks that run already keep their times.")
        return redirect("case_policy_of_team", team.pk) if team else redirect("case_policy")
    others = {row.team_id: row for row in CasePolicy.objects.exclude(team=None)}
    teams = [(one, others.get(one.pk)) for one in Team.objects.filter(archived_at=None).order_by("name_key")]
    context = {"form": form, "team": team, "own": own if team else None, "teams": teams}
    return render(request, "cases/policy.html", context, status=422 if request.method == "POST" else 200)


def _may(request: HttpRequest) -> None:
    if not actor_of(request).sees_all:
        raise Http404
