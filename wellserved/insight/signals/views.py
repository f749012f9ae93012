"""Signals: what changed, where, since when, how sure, what else happened then, and what somebody says it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from wellserved.frame.paging import page_of
from wellserved.insight.charts.taking import taken
from wellserved.insight.charts.weeks import weeks_chart
from wellserved.insight.happenings import what_happened
from wellserved.insight.models import Signal
from wellserved.insight.queries import trend_of
from wellserved.insight.rules import monday_of
from wellserved.insight.signals import actions, queries, saying
from wellserved.kit.clock import local_day, now
from wellserved.kit.text import clean_text
from wellserved.people.actors import actor_of
from wellserved.people.shapes import Actor

BEFORE, AFTER = timedelta(weeks=16), timedelta(weeks=8)  # what the chart shows around a change
AROUND = timedelta(weeks=2)  # what else happened: so long before it began


class WordForm(forms.Form):
    """What it was."""

    word = forms.CharField(
        label="What was it?",
        max_length=200,
        help_text="One sentence, and nobody’s name. “We do not know yet” is a word, too.",
        error_messages={"required": "Write what it was. Nothing was kept."},
    )
    on_charts = forms.BooleanField(label="Let it stand on the charts as well", required=False, initial=True)

    def clean_word(self) -> str:
        word = " ".join(clean_text(self.cleaned_data["word"]).split())
        if not word:
            raise forms.ValidationError("Write what it was. Nothing was kept.")
        return word


def signals(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    page = page_of(queries.signals_visible_to(actor), request, size=20)
    names = queries.names_of(page.items)
    context = {
        "page": page,
        "rows": [_told(one, names) for one in page.items],
        "week": queries.latest_week(),
        "sees_all": actor.sees_all,
        "letters": queries.wants_letters(actor.member_id) if actor.leads and actor.member_id else None,
    }
    return render(request, "insight/signals.html", context)


def signal(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, get_object_or_404(queries.signals_visible_to(actor_of(request)), pk=pk))


@require_POST
def signal_word(request: HttpRequest, pk: int) -> HttpResponse:
    """Acknowledged, with a word."""
    actor = actor_of(request)
    one = get_object_or_404(queries.signals_answered_by(actor), pk=pk)
    form = WordForm(request.POST)
    if not form.is_valid():
        return _page(request, one, form, status=422)
    said = form.cleaned_data
    actions.acknowledge_signal(
        signal_id=one.pk, word=said["word"], on_charts=said["on_charts"], member_id=actor.member_id, by=actor.by
    )
    messages.success(request, "It stands beside the signal now.")
    return redirect("signal", pk=pk)


@require_POST
def signal_letters(request: HttpRequest) -> HttpResponse:
    """Whether signals come by letter, too: everybody decides for themselves."""
    actor = actor_of(request)
    if actor.member_id is None or not actor.leads:
        raise Http404
    wanted = request.POST.get("wanted") == "yes"
    actions.choose_letters(member_id=actor.member_id, wanted=wanted, by=actor.by)
    messages.success(
        request, "Signals come to you by letter." if wanted else "No more letters about signals. They stand here."
    )
    return redirect("signals")


def _page(request: HttpRequest, one: Signal, form: WordForm | None = None, status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    names = queries.names_of([one])
    today = local_day(now(), settings.TIME_ZONE)
    last = min(one.week + AFTER, monday_of(today))
    team = one.subject if one.kind == "team" else None
    trend = trend_of(actor=actor, first=one.since - BEFORE, last=last + timedelta(days=6), **_filter(one, names))
    notes = what_happened(actor, one.since - BEFORE, last + timedelta(days=6), team)
    chart = replace(weeks_chart(trend, today.year, "", notes), sentence=f"{saying.from_to(one)}.")
    if (file := taken(request, [chart])) is not None:
        return file
    close = [note for note in notes if one.since - AROUND <= note.day <= one.week + timedelta(days=6)]
    context = {
        **_told(one, names),
        "chart": chart,
        "close": close,
        "form": _word_form(actor, one, form),
        "pulse": _pulse(one),
    }
    return render(request, "insight/signal.html", context, status=status)


def _word_form(actor: Actor, one: Signal, form: WordForm | None) -> WordForm | None:
    if not queries.signals_answered_by(actor).filter(pk=one.pk).exists():
        return None
    return form or WordForm(initial={"word": one.word, "on_charts": not one.acknowledged_at})


def _told(one: Signal, names: dict[tuple[str, int], str]) -> dict[str, Any]:
    return {
        "signal": one,
        "what": saying.what(one, names.get((one.kind, one.subject), "")),
        "from_to": saying.from_to(one),
        "how_much": saying.how_much(one),
        "how_sure": saying.how_sure(one.p),
        "fell": saying.fell(one),
    }


def _filter(one: Signal, names: dict[tuple[str, int], str]) -> dict[str, int]:
    if (one.kind, one.subject) not in names:
        raise Http404
    return {one.kind: one.subject}


def _pulse(one: Signal) -> str:
    days = {"from": one.since - BEFORE, "to": one.week + timedelta(days=6)}
    return f"{reverse('pulse')}?{urlencode({**days, one.kind: one.subject})}"
