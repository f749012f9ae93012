"""The page of one call: the questions, the notes, the clock, and how it ended."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from wellserved.kit.clock import now
from wellserved.kit.text import clean_text
from wellserved.listening.actions import calling
from wellserved.listening.actions.answering import OverError, TakenError
from wellserved.listening.actions.keeping_time import team_of
from wellserved.listening.actions.noting import GoneError, StrayError, TooMuchError, note_in_call
from wellserved.listening.forms.noting import LaterForm, as_json, read_shown
from wellserved.listening.keeping import note_keeping, whose
from wellserved.listening.models import Call, Round
from wellserved.listening.queries.calling import calls_read_by, calls_written_by, lines_of, which_of_mine
from wellserved.listening.queries.times import hours_of
from wellserved.listening.rules.merging import PROMISED, Line, both_kept, in_order, running_text
from wellserved.listening.rules.rewriting import rewritten
from wellserved.people.actors import actor_of

TOO_MUCH = "That is more than one call keeps. Nothing of this was saved: shorten it, and save again."
ORDINALS = {1: "1st", 2: "2nd", 3: "3rd"}


@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own, to speak and note; for who leads, to read. POST is the page without a script: save, or end."""
    actor = actor_of(request)
    rows = calls_written_by(actor).select_related("round", "member", "contact__client")
    found = rows.filter(pk=pk).first()
    if found is None:
        return _read(request, pk)
    if request.method == "POST":
        return _posted(request, found)
    return _page(request, found)


@require_POST
def call_clock(request: HttpRequest, pk: int) -> HttpResponse:
    """The ten minutes begin."""
    actor = actor_of(request)
    found = get_object_or_404(calls_written_by(actor), pk=pk)
    calling.begin_call(call_id=found.pk, by=actor.by)
    return redirect("call", pk)


@require_POST
def call_no_show(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody was reached."""
    actor = actor_of(request)
    found = get_object_or_404(calls_written_by(actor), pk=pk)
    try:
        calling.miss_call(call_id=found.pk, by=actor.by)
        messages.success(request, "Noted. They can choose another time, and get a letter that says so.")
    except OverError:
        messages.info(request, "This call had ended before. Nothing was changed.")
    return redirect("call", pk)


@require_POST
def call_later(request: HttpRequest, pk: int) -> HttpResponse:
    """They asked to be called later."""
    actor = actor_of(request)
    found = get_object_or_404(calls_written_by(actor).select_related("round", "member", "contact__client"), pk=pk)
    form = LaterForm(request.POST)
    if not form.is_valid():
        return _page(request, found, later=form, status=422)
    starts_at = form.cleaned_data["starts_at"]
    try:
        calling.put_off_call(call_id=found.pk, starts_at=starts_at, by=actor.by)
    except TakenError:
        form.add_error("starts_at", "You have another call within twenty minutes of that. Choose another time.")
        return _page(request, found, later=form, status=409)
    except OverError:
        messages.info(request, "This call had ended before. Nothing was changed.")
        return redirect("call", pk)
    said = "The time stands." if starts_at else "Noted. They can choose another time, and get a letter that says so."
    messages.success(request, said)
    return redirect("call", pk)


@require_POST
def call_resumption(request: HttpRequest, pk: int) -> HttpResponse:
    """It was a tap by mistake, or they called back."""
    actor = actor_of(request)
    found = get_object_or_404(calls_written_by(actor), pk=pk)
    if calling.take_up_call(call_id=found.pk, by=actor.by):
        messages.success(request, "The call goes on. Your notes are as they were.")
    return redirect("call", pk)


def _posted(request: HttpRequest, found: Call) -> HttpResponse:
    """What was typed, put together with what is there. A page with a script has sent its notes before."""
    by, shown = actor_of(request).by, read_shown(request.POST.get("shown", ""))
    changes: list[Line] = []
    for question in _asked(found):
        sent = request.POST.get(f"q{question}")
        if sent is not None and (text := clean_text(sent)) != running_text(shown, question).strip():
            changes += rewritten(shown, question, text, uuid4)
    try:
        if changes:
            note_in_call(call_id=found.pk, lines=changes, by=by)
    except TooMuchError:
        return _page(request, found, typed=request.POST, problem=TOO_MUCH, status=413)
    except (GoneError, StrayError):
        problem = "This could not be saved: the page is too old. Copy what you wrote, open the call anew, paste it."
        return _page(request, found, typed=request.POST, problem=problem, status=409)
    if request.POST.get("do") == "end":
        calling.end_call(call_id=found.pk, by=by)
        return redirect("call_after", found.pk)
    messages.success(request, "Saved.")
    return redirect("call", found.pk)


def _asked(found: Call) -> Iterable[int]:
    return (*range(len(found.round.questions)), PROMISED)


def _page(
    request: HttpRequest,
    found: Call,
    *,
    later: LaterForm | None = None,
    typed: Any = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    lines, hours, moment = lines_of(found), hours_of(found.member_id), now()
    texts = {one: (typed or {}).get(f"q{one}", running_text(lines, one)) for one in _asked(found)}
    end = found.held_at or moment
    elapsed = int((end - found.began_at).total_seconds()) if found.began_at else None
    place, of = which_of_mine(found)
    team = team_of(found)
    context = {
        "call": found,
        "round": found.round,
        "place": ORDINALS.get(place, f"{place}th"),
        "of": of,
        "questions": [
            (one, question, texts[one], quotes_in(lines, one)) for one, question in enumerate(found.round.questions)
        ],
        "promised": (PROMISED, texts[PROMISED]),
        "team": team,
        "direct": hours.direct,
        "elapsed": elapsed,
        "clock": f"{elapsed // 60}:{elapsed % 60:02d}" if elapsed is not None else "0:00",
        "speaking": found.state != Call.State.HELD and found.round.state == Round.State.RUNNING,
        "both": bool(both_kept(lines)),
        "shown": json.dumps(as_json([line for line in lines if not line.removed])),
        "data": {
            "call": found.pk,
            "lines": as_json(lines),
            "began_ago": int((moment - found.began_at).total_seconds()) if found.began_at else None,
            "lasted": elapsed if found.state == Call.State.HELD else None,
            "whose": whose(request),
        },
        "later": later or LaterForm(),
        "wrong_later": later is not None,
        "problem": problem,
    }
    response = render(request, "listening/call.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return note_keeping(request, response)


def _read(request: HttpRequest, pk: int) -> HttpResponse:
    rows = calls_read_by(actor_of(request)).select_related("round", "member", "contact__client")
    found = get_object_or_404(rows, pk=pk)
    lines = lines_of(found)
    asked = [(question, in_order(lines, one)) for one, question in enumerate(found.round.questions)]
    context = {"call": found, "round": found.round, "asked": asked, "promised": in_order(lines, PROMISED)}
    return render(request, "listening/call_read.html", context)


def quotes_in(lines: list[Line], question: int) -> list[str]:
    return [line.text.strip() for line in in_order(lines, question) if line.is_quote and line.text.strip()]
