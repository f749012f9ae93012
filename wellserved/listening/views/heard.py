"""What a contact wrote or said of their own accord, and the member's answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.calendars.queries.appointments import answers_to
from wellserved.kit.clock import now
from wellserved.listening.actions.answering import OverError, TakenError
from wellserved.listening.actions.calling import put_off_call
from wellserved.listening.actions.hearing import NowhereError, answer_contact, mark_heard, note_that_they_called
from wellserved.listening.forms.heard import BackForm
from wellserved.listening.models import Call, Heard
from wellserved.listening.queries.calling import TO_SPEAK
from wellserved.listening.queries.heard import calls_heard_by, heard_of, letters_back, spoke_again_since
from wellserved.people.actors import actor_of


def call_heard(request: HttpRequest, pk: int) -> HttpResponse:
    """All that came, and a form to write back; whoever reads it without having called sees no form."""
    found = get_object_or_404(calls_heard_by(actor_of(request)), pk=pk)
    return _page(request, found, BackForm())


@require_POST
def call_back(request: HttpRequest, pk: int) -> HttpResponse:
    """A letter back."""
    found, form = _own(request, pk), BackForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        answer_contact(call_id=found.pk, words=form.cleaned_data["words"], by=actor_of(request).by)
        messages.success(request, "Your letter is on its way.")
    except NowhereError:
        messages.warning(request, "There is no address to write to any more. Nothing was sent.")
    return redirect("call_heard", pk)


@require_POST
def call_heard_read(request: HttpRequest, pk: int) -> HttpResponse:
    """It needs no answer."""
    found = _own(request, pk)
    mark_heard(call_id=found.pk, by=actor_of(request).by)
    messages.success(request, "Read. It waits on Today no more.")
    return redirect("call_heard", pk)


@require_POST
def call_spoke_again(request: HttpRequest, pk: int) -> HttpResponse:
    """They called."""
    found = _own(request, pk)
    note_that_they_called(call_id=found.pk, by=actor_of(request).by)
    messages.success(request, "Noted: you spoke again.")
    return redirect("call_heard", pk)


@require_POST
def call_proposal(request: HttpRequest, pk: int, heard: int) -> HttpResponse:
    """Call at the time that they proposed."""
    found, actor = _own(request, pk), actor_of(request)
    proposed = get_object_or_404(Heard, pk=heard, call=found, kind=Heard.Kind.PROPOSED)
    if proposed.proposes is None or proposed.proposes <= now():
        messages.warning(request, "That time has passed. Nothing was changed.")
        return redirect("call_heard", pk)
    try:
        put_off_call(call_id=found.pk, starts_at=proposed.proposes, by=actor.by)
        mark_heard(call_id=found.pk, by=actor.by)
        messages.success(request, "Agreed. Both calendars hear of it.")
    except TakenError:
        messages.warning(request, "You have another call at that time. Nothing was changed.")
    except OverError:
        messages.info(request, "This call had ended before. Nothing was changed.")
    return redirect("call_heard", pk)


def _own(request: HttpRequest, pk: int) -> Call:
    actor = actor_of(request)
    return get_object_or_404(calls_heard_by(actor).filter(member_id=actor.member_id or 0), pk=pk)


def _page(request: HttpRequest, call: Call, form: BackForm, status: int = 200) -> HttpResponse:
    heard = heard_of(call)
    guest = answers_to(("call", call.pk)).get(call.contact_id or 0)
    context = {
        "call": call,
        "heard": heard,
        "back": letters_back(call),
        "unread": any(one.seen_at is None for one in heard),
        "own": call.member_id == actor_of(request).member_id,
        "form": form,
        "guest": guest if guest and guest.answer else None,
        "again": spoke_again_since(call),
        "open": call.state in TO_SPEAK,
        "moment": now(),
    }
    return render(request, "listening/heard.html", context, status=status)
