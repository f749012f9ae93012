"""Rounds: the list, planning one, and one that runs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.frame.paging import page_of
from wellserved.kit.clock import local_day, now
from wellserved.listening.actions.drawing import NobodyError, start_round
from wellserved.listening.actions.planning import RunningError, change_round, drop_round, plan_round
from wellserved.listening.forms.planning import RoundForm, as_initial
from wellserved.listening.models import Call, Round
from wellserved.listening.queries.before import before
from wellserved.listening.queries.calling import spoken_with
from wellserved.listening.queries.eligible import drawing_members, eligible_for
from wellserved.listening.queries.heard import spoke_again
from wellserved.listening.queries.rounds import (
    calls_of,
    rounds_in_short,
    rounds_led_by,
    rounds_visible_to,
    teams_that_may_listen,
)
from wellserved.listening.rules.asking import THE_THREE
from wellserved.listening.rules.eligible import REASONS
from wellserved.listening.rules.naming import usual_days, usual_name
from wellserved.people.actors import actor_of
from wellserved.people.models import Member


def rounds(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    may_plan = teams_that_may_listen(actor).exists() and actor.leads
    return render(
        request, "listening/rounds.html", {"page": page_of(rounds_in_short(actor), request), "may_plan": may_plan}
    )


def round_new(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not actor.leads:
        raise Http404
    form = RoundForm(request.POST if request.method == "POST" else None, actor=actor, initial=_usual(request))
    if form.is_valid():
        planned = plan_round(
            plan=form.plan(), member=Member.objects.filter(pk=actor.member_id or 0).first(), by=actor.by
        )
        return redirect("round", planned.pk)
    return render(request, "listening/plan.html", {"form": form}, status=422 if form.errors else 200)


def round_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan it otherwise, until it runs."""
    actor = actor_of(request)
    one = get_object_or_404(rounds_led_by(actor), pk=pk, state=Round.State.PLANNED)
    form = RoundForm(request.POST if request.method == "POST" else None, actor=actor, initial=as_initial(one))
    if form.is_valid():
        try:
            change_round(round_id=pk, plan=form.plan(), by=actor.by)
            messages.success(request, "Saved. Nobody is drawn yet.")
        except RunningError as running:
            messages.error(request, str(running))
        return redirect("round", pk)
    return render(request, "listening/plan.html", {"form": form, "round": one}, status=422 if form.errors else 200)


def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What is planned, and who could be drawn; or who calls whom."""
    actor = actor_of(request)
    one = get_object_or_404(rounds_visible_to(actor).prefetch_related("teams", "services"), pk=pk)
    leads = rounds_led_by(actor).filter(pk=pk).exists()
    if one.state == Round.State.PLANNED:
        eligible = eligible_for(one, now())
        drawing = len(drawing_members(team.pk for team in one.teams.all()))
        context = {
            "round": one,
            "leads": leads,
            "can_be_drawn": len(eligible.candidates),
            "served": eligible.served,
            "left_out": reasons_said(eligible.left_out),
            "drawing": drawing,
            "calls": min(drawing * one.calls_each, len(eligible.candidates)),
            "wanted": drawing * one.calls_each,
            "before": before(one),
        }
        return render(request, "listening/planned.html", context)
    calls = calls_of(one)
    mine = [call for call in calls if call.member_id == actor.member_id]
    context = {
        "round": one,
        "leads": leads,
        "spoken": spoken_with(calls),
        "spoken_by_me": spoken_with(mine),
        "again": spoke_again(one),
        "to_invite": sum(call.member_id == actor.member_id and call.state == Call.State.DRAWN for call in calls),
        "mine": mine,
        "others": [call for call in calls if call.member_id != actor.member_id],
        "actor": actor,
        "left_out": reasons_said(one.left_out),
    }
    return render(request, "listening/round.html", context)


@require_POST
def round_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw, and let it run."""
    actor = actor_of(request)
    get_object_or_404(rounds_led_by(actor), pk=pk)
    try:
        one = start_round(round_id=pk, member=Member.objects.filter(pk=actor.member_id or 0).first(), by=actor.by)
        messages.success(request, f"{one.name} runs. Everybody finds whom they drew here and on Today.")
    except (RunningError, NobodyError) as wrong:
        messages.error(request, str(wrong))
    return redirect("round", pk)


@require_POST
def round_dropping(request: HttpRequest, pk: int) -> HttpResponse:
    """A round that never began goes away."""
    actor = actor_of(request)
    one = get_object_or_404(rounds_led_by(actor), pk=pk)
    try:
        drop_round(round_id=pk, by=actor.by)
    except RunningError as running:
        messages.error(request, str(running))
        return redirect("round", pk)
    messages.success(request, f"{one.name} is gone. Nobody had been drawn.")
    return redirect("rounds")


def reasons_said(left_out: dict[str, int] | Any) -> list[tuple[int, str]]:
    """How many are left out and why, the most first."""
    return sorted(((n, REASONS.get(reason, reason)) for reason, n in left_out.items()), reverse=True)


def _usual(request: HttpRequest) -> dict[str, Any]:
    first, last = usual_days(local_day(now(), settings.TIME_ZONE))
    return {
        "name": usual_name(first),
        "first_day": first,
        "last_day": last,
        "calls_each": 3,
        "questions": "\n".join(THE_THREE),
        "served_months": 6,
        "teams": [int(pk) for pk in request.GET.getlist("team") if pk.isascii() and pk.isdecimal() and len(pk) < 18]
        or sorted(actor_of(request).led_team_ids),
    }
