"""The round after this one, and the one before."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wellserved.listening.actions.repeating import FollowedError, plan_next_round, repeat_round, stop_repeating
from wellserved.listening.forms.repeating import RepeatingForm
from wellserved.listening.models import Repeating, Round
from wellserved.listening.queries.before import before
from wellserved.listening.queries.rounds import rounds_led_by, rounds_visible_to
from wellserved.people.actors import actor_of
from wellserved.people.models import Member


@require_http_methods(["GET", "HEAD", "POST"])
def round_next(request: HttpRequest, pk: int) -> HttpResponse:
    """When it comes again, of which teams; or the one that is planned already."""
    actor = actor_of(request)
    one = get_object_or_404(rounds_led_by(actor), pk=pk)
    row = Repeating.objects.filter(round=one).prefetch_related("teams").first()
    if request.method == "POST" and request.POST.get("do") == "stop":
        if stop_repeating(round_id=pk, by=actor.by):
            messages.success(request, "Stopped. No round comes by itself any more; you can plan one at any time.")
        return redirect("round_next", pk)
    form = RepeatingForm(request.POST if request.method == "POST" else None, actor=actor, one=one, row=row)
    if form.is_valid():
        return _keep(request, one, form)
    after = one.followed_by.prefetch_related("teams").order_by("-pk").first()
    context = {
        "round": one,
        "form": form,
        "repeating": row,
        "after": after,
        "sees_after": after is not None and rounds_visible_to(actor).filter(pk=after.pk).exists(),
    }
    return render(request, "listening/next.html", context, status=422 if form.errors else 200)


@require_safe
def round_before(request: HttpRequest, pk: int) -> HttpResponse:
    """What the last round promised, and how the answers moved."""
    one = get_object_or_404(rounds_visible_to(actor_of(request)), pk=pk)
    found = before(one)
    if found is None:
        raise Http404
    return render(request, "listening/before.html", {"round": one, "before": found})


def _keep(request: HttpRequest, one: Round, form: RepeatingForm) -> HttpResponse:
    actor, given = actor_of(request), form.cleaned_data
    member = Member.objects.filter(pk=actor.member_id or 0).first()
    team_ids = [team.pk for team in given["teams"]]
    try:
        if request.POST.get("do") == "now":
            planned = plan_next_round(round_id=one.pk, team_ids=team_ids, member=member, by=actor.by)
            messages.success(request, f"{planned.name} is planned. Whoever leads its teams begins it.")
            seen = rounds_visible_to(actor).filter(pk=planned.pk).exists()
            return redirect("round" if seen else "round_next", planned.pk if seen else one.pk)
        how = {"unit": given["unit"], "every": given["every"], "days": given["read_days"]}
        row = repeat_round(round_id=one.pk, **how, team_ids=team_ids, member=member, by=actor.by)
        messages.success(request, f"Kept. The next one begins on {row.starts_on:%-d %B %Y}.")
    except FollowedError as wrong:
        messages.error(request, str(wrong))
    return redirect("round_next", one.pk)
