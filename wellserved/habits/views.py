"""Habits: what is tried on, one tap a day, and what came of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.habits import actions, rules
from wellserved.habits.forms import EndingForm, HabitForm, QuestionForm, StartForm, TapForm
from wellserved.habits.models import Habit
from wellserved.habits.queries import figures, habits
from wellserved.habits.shapes import FEELINGS, KEPT, TapIn
from wellserved.people.actors import actor_of
from wellserved.people.models import Member, Team
from wellserved.people.shapes import Actor

SHOWN = 100


def habit_list(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    day = habits.today()
    seen = list(habits.habits_visible_to(actor).prefetch_related("teams__team")[:SHOWN])
    context = {
        "now": [one for one in seen if not one.ending and one.starts_on <= day],
        "ahead": [one for one in seen if not one.ending and one.starts_on > day],
        "ended": [one for one in seen if one.ending],
        "untapped": set(habits.untapped_today(actor).values_list("pk", flat=True)),
        "may_start": actor.leads,
        "today": day,
    }
    return render(request, "habits/habits.html", context)


def habit(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    one = get_object_or_404(habits.habits_visible_to(actor), pk=pk)
    day, last = habits.today(), habits.last_day(one)
    tries, waits = habits.teams_of(one)
    trying, waiting = [team.pk for team in tries], [team.pk for team in waits]
    taps = habits.own_taps(actor, one) if actor.team_ids & set(trying) else []
    weeks = rules.weeks_tried(habits.taps_of(one), one.starts_on, min(day, last + rules.DAY))
    did = figures.what_it_did(one, trying, waiting) if one.starts_on <= day else None
    by_day = {tap.day: tap for tap in taps}
    context = {
        "habit": one,
        "tries": tries,
        "waits": waits,
        "last": last,
        "running": one.starts_on <= day <= last and not one.ending,
        "over": day > last and not one.ending,
        "may_lead": habits.habits_led_by(actor).filter(pk=pk).exists(),
        "taps_here": bool(actor.member_id and actor.team_ids & set(trying)),
        "days": _days_to_tap(one, by_day),
        "own": _calendar(one, by_day),
        "weeks": weeks[::-1],
        "spread": rules.spread_in_words(weeks),
        "did": did,
        "did_in_words": did and rules.effect_in_words(did.effect, did.before, did.come_back, day, len(waits)),
        "noticed": figures.what_they_noticed(one, trying, waiting),
        "spotted": figures.what_letters_say(one, trying),
        "kept": KEPT,
        "feelings": FEELINGS,
    }
    return render(request, "habits/habit.html", context)


def habit_new(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    teams = habits.teams_that_may_try(actor)
    if not actor.leads:
        raise Http404
    day = habits.today()
    monday = day + timedelta(days=(-day.weekday()) % 7)
    initial = {"starts_on": monday, "ends_on": monday + rules.LOOK_BACK - rules.DAY, "others_wait": True}
    form = StartForm(request.POST or None, initial=initial, teams=teams)
    if form.is_valid():
        try:
            made = actions.start_habit(
                habit=form.shape(),
                tries=list(form.cleaned_data["tries"]),
                waits=_others(form.cleaned_data["others_wait"]),
                started_by=Member.objects.filter(pk=actor.member_id or 0).first(),
                by=actor.by,
            )
        except ValueError as wrong:
            form.add_error(None, f"{wrong} Nothing was saved.")
        else:
            messages.success(request, "Begun. Whoever tries it finds one tap a day on Today.")
            return redirect("habit", made.pk)
    return _form(request, form, "What do we try on?", "Begin it")


def habit_change(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    one = _led(actor, pk)
    form = HabitForm(request.POST or None, initial=HabitForm.of(one))
    del form.fields["starts_on"]
    if form.is_valid():
        form.cleaned_data["starts_on"] = one.starts_on
        try:
            actions.change_habit(habit_id=one.pk, habit=form.shape(), by=actor.by)
        except ValueError as wrong:
            form.add_error(None, f"{wrong} Nothing was changed.")
        else:
            return redirect("habit", one.pk)
    return _form(request, form, "What is different?", "Keep it", one)


@require_POST
def habit_tap(request: HttpRequest, pk: int) -> HttpResponse:
    """One tap a day, one's own."""
    actor = actor_of(request)
    one = get_object_or_404(habits.habits_visible_to(actor), pk=pk)
    if actor.member_id is None:
        raise Http404
    form = TapForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose one of the three. Nothing was kept.")
        return redirect("habit", one.pk)
    said = form.cleaned_data
    try:
        tap = TapIn(actor.member_id, said["day"], said["kept"], said["feeling"])
        actions.tap_habit(habit=one, tap=tap, by=actor.by)
    except ValueError as wrong:
        messages.error(request, f"{wrong} Nothing was kept.")
    else:
        messages.success(request, "Kept. Only you see it.")
    return redirect("habit", one.pk)


def habit_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Let customers say whether they notice."""
    actor = actor_of(request)
    one = _led(actor, pk)
    surveys = habits.surveys_to_ask_with(actor)
    form = QuestionForm(request.POST or None, surveys=surveys)
    if form.is_valid():
        try:
            actions.ask_customers(habit_id=one.pk, by=actor.by, **form.cleaned_data)
        except ValueError as wrong:
            form.add_error(None, f"{wrong} Nothing was changed.")
        else:
            messages.success(request, "From the next ask on, they are asked.")
            return redirect("habit", one.pk)
    note = "" if surveys.exists() else "No survey is in use that you may change. Put one to use under Surveys first."
    return _form(request, form, "Do customers notice?", "Ask them", one, note)


@require_POST
def habit_question_end(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    one = _led(actor, pk)
    try:
        actions.stop_asking(habit_id=one.pk, by=actor.by)
    except ValueError as wrong:
        messages.error(request, f"{wrong} Nothing was changed.")
    else:
        messages.success(request, "They are asked no more. What was answered stays.")
    return redirect("habit", one.pk)


def habit_end(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    one = _led(actor, pk)
    form = EndingForm(request.POST or None)
    if form.is_valid():
        try:
            actions.end_habit(habit_id=one.pk, by=actor.by, **form.cleaned_data)
        except ValueError as wrong:
            messages.error(request, str(wrong))
        return redirect("habit", one.pk)
    return _form(request, form, "What do we do with it?", "Decide", one)


def _form(
    request: HttpRequest, form: Any, title: str, button: str, one: Habit | None = None, note: str = ""
) -> HttpResponse:
    context = {"form": form, "title": title, "button": button, "habit": one, "note": note}
    return render(request, "habits/form.html", context, status=422 if form.errors else 200)


def _led(actor: Actor, pk: int) -> Habit:
    return get_object_or_404(habits.habits_led_by(actor), pk=pk)


def _others(wait: bool) -> list[Team]:
    return list(Team.objects.filter(archived_at=None)) if wait else []


def _days_to_tap(one: Habit, by_day: dict[Any, Any]) -> list[dict[str, Any]]:
    """Today, and yesterday if nothing was said about it."""
    day, last = habits.today(), habits.last_day(one)
    found = []
    for when, name in ((day, "today"), (day - rules.DAY, "yesterday")):
        if rules.may_tap(when, today=day, starts_on=one.starts_on, last=last) and (when == day or when not in by_day):
            found.append({"day": when, "name": name, "tap": by_day.get(when)})
    return found


def _calendar(one: Habit, by_day: dict[Any, Any]) -> list[dict[str, Any]]:
    """One's own weeks, the newest first: seven days each."""
    if not by_day:
        return []
    monday, end = rules.monday_of(one.starts_on), max(by_day)
    weeks = []
    while monday <= end:
        days = [monday + timedelta(days=i) for i in range(7)]
        weeks.append({"monday": monday, "days": [{"day": day, "tap": by_day.get(day)} for day in days]})
        monday += rules.WEEK
    return weeks[::-1]
