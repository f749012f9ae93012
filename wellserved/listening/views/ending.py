"""A round ends, once nobody who spoke waits any more."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from wellserved.listening.actions.ending import OPEN, NotYetError, end_round
from wellserved.listening.actions.planning import RunningError
from wellserved.listening.forms.telling import EndingForm
from wellserved.listening.models import Round
from wellserved.listening.queries.rounds import calls_of, rounds_led_by
from wellserved.listening.queries.telling import is_decided, participants_of
from wellserved.listening.rules.ending import NEVER_HELD, SAID_YES
from wellserved.people.actors import actor_of
from wellserved.people.models import Member


@require_http_methods(["GET", "HEAD", "POST"])
def round_ending(request: HttpRequest, pk: int) -> HttpResponse:
    """Who stands in the way, what becomes of the calls that were never held; and the end."""
    actor = actor_of(request)
    one = get_object_or_404(rounds_led_by(actor), pk=pk, state=Round.State.RUNNING)
    left = [call for call in calls_of(one) if call.state in OPEN]
    said_yes = [call for call in left if call.state in SAID_YES]
    form = EndingForm(request.POST if request.method == "POST" else None, needed=bool(said_yes))
    if form.is_valid():
        member = Member.objects.filter(pk=actor.member_id or 0).first()
        try:
            end_round(round_id=pk, words=form.cleaned_data["words"], member=member, by=actor.by)
            messages.success(request, f"{one.name} has ended. Everybody who spoke has heard what came of it.")
            return redirect("round", pk)
        except (NotYetError, RunningError) as wrong:
            messages.error(request, str(wrong))
            return redirect("round_ending", pk)
    found = participants_of(one)
    context = {
        "round": one,
        "form": form,
        "waiting": [who for who in found if who.state in ("open", "failed")],
        "told": sum(who.state == "told" for who in found),
        "excused": sum(who.state == "excused" for who in found),
        "spoke": len(found),
        "said_yes": said_yes,
        "never_held": [
            (words, n) for state, words in NEVER_HELD.items() if (n := sum(call.state == state for call in left))
        ],
        "decided": is_decided(pk),
        "leads": True,
    }
    return render(request, "listening/ending.html", context, status=422 if form.errors else 200)
