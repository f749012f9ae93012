"""Working hours: everybody's, and those of a team that has its own."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from wellserved.calendars.actions import remove_hours, set_hours
from wellserved.calendars.forms import HoursForm, in_the_form
from wellserved.calendars.models import WorkCalendar
from wellserved.calendars.queries import business_hours, calendar_of, next_days_off, usual_calendar
from wellserved.calendars.rules import example_of_two_days
from wellserved.kit.clock import now
from wellserved.people.actors import actor_of
from wellserved.people.models import Team
from wellserved.people.queries import teams_visible_to
from wellserved.people.shapes import Actor


@require_http_methods(["GET", "HEAD", "POST"])
def working_hours(request: HttpRequest) -> HttpResponse:
    return _page(request, _admin(request), None)


@require_http_methods(["GET", "HEAD", "POST"])
def working_hours_of_team(request: HttpRequest, pk: int) -> HttpResponse:
    actor = _admin(request)
    return _page(request, actor, get_object_or_404(teams_visible_to(actor), pk=pk))


@require_POST
def working_hours_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """This team works when everybody does."""
    team = get_object_or_404(teams_visible_to(_admin(request)), pk=pk)
    remove_hours(team_id=team.pk, by=actor_of(request).by)
    messages.success(request, f"{team.name} works by everybody’s hours again.")
    return redirect("working_hours")


def _page(request: HttpRequest, actor: Actor, team: Team | None) -> HttpResponse:
    own = calendar_of(team.pk if team else None)
    row = own or calendar_of(None) or usual_calendar()
    if request.method == "POST":
        form = HoursForm(request.POST, label_suffix="")
        if form.is_valid():
            set_hours(team_id=team.pk if team else None, hours=form.cleaned_data, by=actor.by)
            messages.success(request, "Saved. What was promised before keeps its time.")
            return redirect("working_hours_of_team", pk=team.pk) if team else redirect("working_hours")
    else:
        form = HoursForm(initial=in_the_form(row), label_suffix="")
    context = {
        "form": form,
        "team": team,
        "own": own,
        "example": _example(row),
        "days_off": next_days_off(row, now().date()),
        "teams": _teams(actor) if team is None else [],
    }
    return render(request, "calendars/hours.html", context, status=422 if form.errors else 200)


def _example(row: WorkCalendar) -> str:
    try:
        came_in, owed = example_of_two_days(now(), business_hours(row))
    except ValueError:
        return "Nobody works within two years: nothing is ever owed. Set some hours."
    day = f"{owed:%A}" if (owed.date() - came_in.date()).days < 7 else f"{owed:%A}, {owed.day} {owed:%B},"
    return f"A message that comes in on {came_in:%A} at {came_in:%H:%M} is owed an answer by {day} {owed:%H:%M}."


def _teams(actor: Actor) -> list[tuple[Team, bool]]:
    with_own = set(WorkCalendar.objects.exclude(team=None).values_list("team_id", flat=True))
    return [(team, team.pk in with_own) for team in teams_visible_to(actor).filter(archived_at=None)]


def _admin(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not actor.is_admin:
        raise Http404
    return actor
