"""What a team does otherwise when it asks, and the pauses: beside the settings of how we ask."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.people.actors import actor_of
from wellserved.people.queries import teams_visible_to
from wellserved.people.shapes import Actor
from wellserved.surveys.actions.otherwise import add_pause, remove_pause, set_team_policy
from wellserved.surveys.forms.otherwise import PauseForm, TeamPolicyForm
from wellserved.surveys.models import Blackout, TeamPolicy
from wellserved.surveys.queries.policy import coming_pauses, policy_in_force, stored_policy
from wellserved.surveys.rules.policy import span_in_words
from wellserved.surveys.rules.sampling import share_of


def asking_of_team(request: HttpRequest, pk: int) -> HttpResponse:
    actor = _admin(request)
    team = get_object_or_404(teams_visible_to(actor), pk=pk)
    row = TeamPolicy.objects.filter(team=team).first() or TeamPolicy(team=team)
    form = TeamPolicyForm(request.POST if request.method == "POST" else None, row=row)
    if request.method == "POST" and form.is_valid():
        changed = set_team_policy(team=team, by=actor.by, **form.values())
        messages.success(request, "Saved. It holds from now on." if changed else "Nothing was different.")
        return redirect("asking_policy")
    usual = stored_policy()
    context = {
        "form": form,
        "team": team,
        "usual_delay": f"{usual.delay_minutes} minutes",
        "usual_share": share_of(usual.sampling_rate),
    }
    return render(request, "surveys/policy_of_team.html", context, status=422 if form.errors else 200)


def asking_pauses(request: HttpRequest) -> HttpResponse:
    actor = _admin(request)
    form = PauseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        add_pause(**form.cleaned_data, by=actor.by)
        messages.success(request, "Nobody is asked on these days.")
        return redirect("asking_pauses")
    context = {"form": form, "pauses": coming_pauses(), "max_age": span_in_words(policy_in_force().max_age)}
    return render(request, "surveys/pauses.html", context, status=422 if form.errors else 200)


@require_POST
def asking_pause_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """These days are like any other again."""
    actor = _admin(request)
    get_object_or_404(Blackout, pk=pk)
    remove_pause(pause_id=pk, by=actor.by)
    messages.success(request, "The pause is gone. What was not asked because of it stays so.")
    return redirect("asking_pauses")


def _admin(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not actor.is_admin:
        raise Http404
    return actor
