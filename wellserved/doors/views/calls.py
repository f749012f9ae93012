"""Calls for a lead, for leads; and who walked out, written down by whoever saw it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.doors.actions.calling import end_call, note_walk_out, take_call
from wellserved.doors.forms.calling import EndingForm, WalkOutForm
from wellserved.doors.queries.calls import lead_calls_visible_to
from wellserved.doors.rules import may_end
from wellserved.frame.paging import page_of
from wellserved.people.actors import actor_of
from wellserved.people.models import Member


def lead_calls(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    page = page_of(lead_calls_visible_to(actor), request)
    return render(request, "doors/lead_calls.html", {"page": page, "leads": actor.leads})


def lead_call(request: HttpRequest, pk: int) -> HttpResponse:
    """One call. Looking at it tells nobody anything; "I am on my way" does."""
    actor = actor_of(request)
    call = get_object_or_404(lead_calls_visible_to(actor), pk=pk)
    form = EndingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not actor.leads:
            raise Http404
        if end_call(call_id=call.pk, by=actor.by, **form.cleaned_data):
            messages.success(request, "It is written down.")
        return redirect("lead_call", pk)
    context = {"call": call, "form": form, "may_end": may_end(call.outcome) and actor.leads, "own": actor.member_id}
    return render(request, "doors/lead_call.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def lead_call_taking(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    call = get_object_or_404(lead_calls_visible_to(actor), pk=pk)
    member = get_object_or_404(Member, pk=actor.member_id or 0)
    if not actor.leads:
        raise Http404
    if take_call(call_id=call.pk, member=member, by=actor.by):
        messages.success(request, "They see that you are on your way.")
    else:
        messages.warning(request, "Somebody was quicker.")
    return redirect("lead_call", pk)


def walk_out_new(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    member = get_object_or_404(Member, pk=actor.member_id or 0)
    form = WalkOutForm(request.POST or None, actor=actor)
    if form.is_valid():
        note_walk_out(member=member, by=actor.by, **form.cleaned_data)
        messages.success(request, "It is written down, and whoever leads the team sees it. Thank you for saying so.")
        return redirect("lead_calls")
    return render(request, "doors/walk_out.html", {"form": form}, status=422 if request.method == "POST" else 200)
