"""Self-checks: the four questions, and what was foreseen beside what was true."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.people.actors import actor_of
from wellserved.people.models import Member, Team
from wellserved.people.shapes import Actor
from wellserved.selfchecks import actions, queries
from wellserved.selfchecks.forms import CheckForm
from wellserved.selfchecks.rules import quarter_in_words, reading
from wellserved.selfchecks.shapes import IMPROVE, THOUGHT
from wellserved.surveys.shapes import FACES, QUALITIES

OPENED_SHOWN = 50


def selfchecks(request: HttpRequest) -> HttpResponse:
    """The teams to choose from; whoever is in one team alone goes straight there."""
    actor = actor_of(request)
    teams = list(queries.teams_checked_by(actor)[:200])
    if len(teams) == 1:
        return redirect("selfcheck_team", teams[0].pk)
    due = {team.pk for team in queries.checks_due(actor)}
    made = set(queries.own_checks(actor).filter(quarter=queries.this_quarter()).values_list("team_id", flat=True))
    context = {"teams": teams, "due": due, "made": made, "mine": actor.team_ids}
    return render(request, "selfchecks/selfchecks.html", context)


def selfcheck_team(request: HttpRequest, team_id: int) -> HttpResponse:
    actor = actor_of(request)
    team = get_object_or_404(queries.teams_checked_by(actor), pk=team_id)
    quarter = queries.this_quarter()
    own, teams = queries.own_beside_truth(actor, team), queries.teams_beside_truth(actor, team)
    context = {
        "team": team,
        "quarter": quarter_in_words(quarter),
        "until": queries.until(quarter),
        "check": queries.own_checks(actor).filter(team=team, quarter=quarter).first(),
        "is_mine": team.pk in actor.team_ids and actor.member_id is not None,
        "own": own,
        "own_reading": reading([one.gap for one in own]),
        "teams": teams,
        "teams_reading": reading([one.gap for one in teams]),
        "opened": queries.checks_opened_to(actor).filter(team=team)[:OPENED_SHOWN],
        "words": {"thought": dict(THOUGHT), "improve": dict(IMPROVE), "how": dict(FACES)},
        "qualities": [name for _, name in QUALITIES],
    }
    return render(request, "selfchecks/team.html", context)


def selfcheck(request: HttpRequest, team_id: int) -> HttpResponse:
    """This quarter's check of one's own team."""
    actor = actor_of(request)
    member, team = _own(actor, team_id)
    quarter = queries.this_quarter()
    before = queries.own_checks(actor).filter(team=team, quarter=quarter).first()
    seen_by = [other.name for other in queries.who_may_see(member, team)]
    form = CheckForm(request.POST or None, initial=CheckForm.of(before), seen_by=seen_by)
    if form.is_valid():
        actions.make_check(member=member, team=team, said=form.shape(), by=actor.by)
        messages.success(request, "Kept. When the quarter is over you see your guess beside what customers said.")
        return redirect("selfcheck_team", team.pk)
    context = {"form": form, "team": team, "quarter": quarter_in_words(quarter), "before": before}
    return render(request, "selfchecks/check.html", context, status=422 if form.errors else 200)


@require_POST
def selfcheck_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one's lead see a check, or no longer."""
    actor = actor_of(request)
    check = get_object_or_404(queries.own_checks(actor), pk=pk)
    opens = request.POST.get("opens") == "yes"
    if actions.open_check(check_id=check.pk, opens=opens, by=actor.by):
        messages.success(request, "Your lead may see it now." if opens else "Nobody but you sees it any more.")
    else:
        messages.info(request, "Nothing was changed.")
    return redirect("selfcheck_team", check.team_id)


def _own(actor: Actor, team_id: int) -> tuple[Member, Team]:
    if actor.member_id is None or team_id not in actor.team_ids:
        raise Http404
    team = get_object_or_404(queries.teams_checked_by(actor), pk=team_id)
    return Member.objects.get(pk=actor.member_id), team
