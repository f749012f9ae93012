"""Members invite those whom they drew, and say when they call."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.frame.speaking import language_of_letters_to
from wellserved.kit.clock import now
from wellserved.kit.languages import LANGUAGES
from wellserved.kit.saying import number
from wellserved.listening.actions.hours import set_calling_hours
from wellserved.listening.actions.inviting import invite_to_calls
from wellserved.listening.forms.calling import CallingHoursForm, InvitationForm
from wellserved.listening.forms.languages import written_in
from wellserved.listening.letters import usual_words
from wellserved.listening.models import Call, Round
from wellserved.listening.queries.rounds import calls_visible_to, rounds_visible_to
from wellserved.listening.queries.times import free_times, hours_of
from wellserved.listening.rules.eligible import REASONS
from wellserved.people.actors import actor_of


def calling_hours(request: HttpRequest) -> HttpResponse:
    """One's own: nobody else says when somebody calls."""
    actor = actor_of(request)
    if actor.member_id is None:
        raise Http404
    row = hours_of(actor.member_id)
    form = CallingHoursForm(request.POST if request.method == "POST" else None, row=row)
    if form.is_valid():
        set_calling_hours(member_id=actor.member_id, **form.cleaned_data, by=actor.by)
        messages.success(request, "Saved. Whoever is invited from now on chooses from these hours.")
        return redirect("calling_hours")
    return render(request, "listening/hours.html", {"form": form}, status=422 if form.errors else 200)


def call_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter to one contact, to be read and changed before it leaves."""
    actor = actor_of(request)
    own = calls_visible_to(actor).filter(member_id=actor.member_id or 0, contact__isnull=False)
    call = get_object_or_404(own, pk=pk, state=Call.State.DRAWN, round__state=Round.State.RUNNING)
    assert call.contact is not None
    team = call.member.teams.filter(pk__in=call.round.teams.values("pk")).order_by("pk").first()
    words = usual_words(call.member, team, call.contact)
    form = InvitationForm(request.POST if request.method == "POST" else None, initial={"words": words})
    if form.is_valid():
        counts = invite_to_calls(call_ids=[pk], by=actor.by, words={pk: form.cleaned_data["words"]})
        _say(request, counts)
        return redirect("round", call.round_id)
    language = language_of_letters_to(call.contact.language)
    written_in(language, form)
    context = {
        "call": call,
        "form": form,
        "team": team,
        "language": LANGUAGES[language],
        "free": len(free_times(call, now())),
    }
    return render(request, "listening/invitation.html", context, status=422 if form.errors else 200)


@require_POST
def round_invitations(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to everybody whom one drew, with the usual words."""
    actor = actor_of(request)
    one = get_object_or_404(rounds_visible_to(actor), pk=pk, state=Round.State.RUNNING)
    mine = one.calls.filter(member_id=actor.member_id or 0, state=Call.State.DRAWN).values_list("pk", flat=True)
    _say(request, invite_to_calls(call_ids=list(mine), by=actor.by))
    return redirect("round", pk)


def _say(request: HttpRequest, counts: dict[str, int]) -> None:
    invited = counts.pop("invited")
    if invited:
        said = "One letter waits" if invited == 1 else f"{number(invited).capitalize()} letters wait"
        messages.success(
            request, f"{said} to leave, in your name. You hear here and on Today when somebody chooses a time."
        )
    for reason, n in counts.items():
        who = "One was not written to: they" if n == 1 else f"{number(n).capitalize()} were not written to: they"
        messages.warning(request, f"{who} {REASONS[reason]} by now. Draw somebody else in their place.")
