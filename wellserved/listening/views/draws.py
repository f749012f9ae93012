"""The draw, for anybody in the team to repeat; and drawing somebody else."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from wellserved.listening.actions.drawing import NobodyError, replace_contact
from wellserved.listening.actions.planning import RunningError
from wellserved.listening.forms.planning import ReplacingForm
from wellserved.listening.models import Round
from wellserved.listening.queries.drawn import text_of_frame
from wellserved.listening.queries.rounds import calls_replaceable_by, rounds_visible_to
from wellserved.listening.queries.verifying import verify_round
from wellserved.people.actors import actor_of
from wellserved.people.models import Member


def round_draw(request: HttpRequest, pk: int) -> HttpResponse:
    """How it was drawn, and whether drawing again gives the same."""
    one = _drawn(request, pk)
    context = {"round": one, "verdict": verify_round(one)}
    return render(request, "listening/draw.html", context)


def round_frame(request: HttpRequest, pk: int) -> HttpResponse:
    """Who could be drawn, as ids: the text whose digest stands in the journal."""
    one = _drawn(request, pk)
    response = HttpResponse(text_of_frame(one), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="round-{one.pk}-frame.txt"'
    return response


def call_replacement(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw somebody else, with a reason."""
    actor = actor_of(request)
    call = get_object_or_404(calls_replaceable_by(actor), pk=pk)
    form = ReplacingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        member = Member.objects.filter(pk=actor.member_id or 0).first()
        try:
            instead = replace_contact(call_id=pk, reason=form.cleaned_data["reason"], member=member, by=actor.by)
            messages.success(request, f"{instead.contact} was drawn instead.")
        except (RunningError, NobodyError) as wrong:
            messages.error(request, str(wrong))
        return redirect("round", call.round_id)
    return render(request, "listening/replace.html", {"call": call, "form": form}, status=422 if form.errors else 200)


def _drawn(request: HttpRequest, pk: int) -> Round:
    started = rounds_visible_to(actor_of(request)).exclude(state=Round.State.PLANNED)
    return get_object_or_404(started, pk=pk)
