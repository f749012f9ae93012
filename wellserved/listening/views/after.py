"""After a call: thanks by letter, what was promised, and what is owed more than a promise."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.cases.actions.opening import open_case
from wellserved.cases.models import Case
from wellserved.cases.shapes import CaseIn
from wellserved.frame.speaking import language_of_letters_to
from wellserved.kit.clock import now
from wellserved.kit.languages import LANGUAGES
from wellserved.listening.actions.keeping_time import team_of
from wellserved.listening.actions.thanking import UnwantedError, may_be_thanked, thank_for_call, thanks_of
from wellserved.listening.forms.languages import written_in
from wellserved.listening.forms.noting import CallCaseForm, ThanksForm
from wellserved.listening.letters import usual_thanks
from wellserved.listening.models import Call
from wellserved.listening.queries.calling import calls_written_by, lines_of
from wellserved.listening.queries.times import hours_of
from wellserved.listening.rules.merging import PROMISED, running_text
from wellserved.people.actors import actor_of
from wellserved.promises.actions import make_promise
from wellserved.promises.forms import PromiseForm
from wellserved.promises.models import Promise
from wellserved.promises.rules import suggested_time

MOST_PROMISES = 20  # from one call


def call_after(request: HttpRequest, pk: int) -> HttpResponse:
    """Thank them, and promise what was promised."""
    return _page(request, _held(request, pk))


@require_POST
def call_thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter, as the member wrote it."""
    found, form = _held(request, pk), ThanksForm(request.POST)
    if not form.is_valid():
        return _page(request, found, thanks=form, status=422)
    try:
        _, new = thank_for_call(call_id=pk, words=form.cleaned_data["words"], by=actor_of(request).by)
        messages.success(request, "Your letter is on its way." if new else "They were thanked before, once is enough.")
    except UnwantedError:
        messages.warning(request, "They want no letters, or have no address. Nothing was sent.")
    return redirect("call_after", pk)


@require_POST
def call_promises(request: HttpRequest, pk: int) -> HttpResponse:
    """One thing that the member promised."""
    found, form = _held(request, pk), PromiseForm(request.POST)
    if not form.is_valid():
        return _page(request, found, promise=form, status=422)
    text, due_at = form.cleaned_data["text"], form.cleaned_data["due_at"]
    made = Promise.objects.filter(source_kind="call", source_id=pk)
    if made.count() >= MOST_PROMISES:
        messages.warning(request, "That is more than one call can promise. Nothing was added.")
    elif not made.filter(text=text, due_at=due_at).exists():  # the same form sent twice is one promise
        whom: dict[str, Any] = {"contact": found.contact, "source_kind": "call", "source_id": pk}
        make_promise(member=found.member, text=text, due_at=due_at, by=actor_of(request).by, **whom)
        messages.success(request, "Promised. It stands on Today until you keep it.")
    return redirect("call_after", pk)


@require_POST
def call_case(request: HttpRequest, pk: int) -> HttpResponse:
    """What they told becomes a case, with its clocks and somebody who sees to it."""
    found, form = _held(request, pk), CallCaseForm(request.POST)
    if not form.is_valid():
        return _page(request, found, case=form, status=422)
    contact = found.contact
    assert contact is not None
    team = team_of(found)
    given = CaseIn(
        key=f"call:{pk}",
        kind=form.cleaned_data["kind"],
        words=form.cleaned_data["words"],
        came_by=Case.Way.HAND,
        contact=contact,
        writer_name=contact.name,
        writer_email=contact.email,
        team=team,
    )
    _, new = open_case(given=given, by=actor_of(request).by)
    said = "It is a case now, and rests with whoever is to see to it." if new else "There is a case of this call."
    messages.success(request, said)
    return redirect("call_after", pk)


def _held(request: HttpRequest, pk: int) -> Call:
    calls = calls_written_by(actor_of(request)).select_related("round", "member", "contact__client")
    return get_object_or_404(calls, pk=pk, state=Call.State.HELD)


def _page(
    request: HttpRequest,
    found: Call,
    *,
    thanks: ThanksForm | None = None,
    promise: PromiseForm | None = None,
    case: CallCaseForm | None = None,
    status: int = 200,
) -> HttpResponse:
    contact = found.contact
    assert contact is not None
    direct = hours_of(found.member_id).direct
    language = language_of_letters_to(found.language or contact.language)
    promises = list(Promise.objects.filter(source_kind="call", source_id=found.pk).order_by("pk"))
    noted = [" ".join(line.split())[:300] for line in running_text(lines_of(found), PROMISED).splitlines()]
    told = {promise.text for promise in promises}
    open_ones = [line for line in noted if line and line not in told]
    next_one = {"text": open_ones[0] if open_ones else "", "due_at": suggested_time(now(), settings.TIME_ZONE)}
    context = {
        "call": found,
        "round": found.round,
        "letter": thanks_of(found),
        "may_thank": may_be_thanked(contact),
        "thanks": written_in(language, thanks or ThanksForm(initial={"words": usual_thanks(found, direct)})),
        "promises": promises,
        "more": len(open_ones) - 1,
        "promise": promise or PromiseForm(initial=next_one),
        "case": case or CallCaseForm(auto_id="case_%s"),
        "wrong_case": case is not None,
        "has_case": Case.objects.filter(key=f"call:{found.pk}").exists(),
        "language": LANGUAGES[language],
        "minutes": _minutes(found),
        "left": _next_call(found),
    }
    return render(request, "listening/after.html", context, status=status)


def _minutes(found: Call) -> int:
    if found.held_at is None or found.began_at is None:
        return 0
    return round((found.held_at - found.began_at).total_seconds() / 60)


def _next_call(found: Call) -> Call | None:
    """The member's next call of this round that has a time."""
    mine = found.round.calls.filter(member_id=found.member_id, state=Call.State.PLANNED, contact__isnull=False)
    return mine.select_related("contact").order_by("starts_at").first()
