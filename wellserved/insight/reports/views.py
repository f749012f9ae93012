"""The monthly pages: to read, to print, and to have sent."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.frame.speaking import speaking
from wellserved.insight.charts.chart import Chart
from wellserved.insight.charts.taking import taken
from wellserved.insight.charts.weeks import weeks_chart
from wellserved.insight.looking import team_in
from wellserved.insight.reports import actions
from wellserved.insight.reports.forms import ScheduleForm
from wellserved.insight.reports.printing import report_pdf
from wellserved.insight.reports.queries import may_get, report_for, schedules_visible_to, teams_offered
from wellserved.insight.reports.rules import month_before
from wellserved.insight.reports.shapes import Report
from wellserved.insight.reports.words import said
from wellserved.kit.clock import local_day, now
from wellserved.kit.languages import LANGUAGES
from wellserved.people.actors import actor_of
from wellserved.people.shapes import Actor

FIRST_YEAR = 2000


def reports(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = ScheduleForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.schedule_report(
                member_id=given["reader"].pk,
                team_id=given["team"].pk if given["team"] else None,
                day=given["day"],
                language=given["language"],
                by=actor.by,
            )
        except ValueError as refused:
            form.add_error("reader", str(refused))
        else:
            messages.success(request, f"{given['reader'].name} gets this page every month from now on.")
            return redirect("reports")
    month = month_before(local_day(now(), settings.TIME_ZONE))
    context = {
        "form": form,
        "schedules": schedules_visible_to(actor)[:200],
        "languages": LANGUAGES,
        "month": month,
        "teams": teams_offered(actor)[:100],
        "sees_all": actor.sees_all,
    }
    return render(request, "insight/reports.html", context)


def report(request: HttpRequest, month: str) -> HttpResponse:
    """The page, as it is printed and sent."""
    actor = actor_of(request)
    first, found = _asked(request, actor, month)
    chart = _chart(found, request.GET.urlencode())
    if (file := taken(request, [chart])) is not None:
        return file
    context = {
        "said": said(found),
        "chart": chart,
        "month": first,
        "before": month_before(first),
        "team": found.team,
        "query": f"?team={found.team.id}" if found.team else "",
    }
    return render(request, "insight/report.html", context)


def report_paper(request: HttpRequest, month: str) -> HttpResponse:
    """The same as a PDF, in the language that is asked for."""
    language = request.GET.get("language", "en")
    if language not in LANGUAGES:
        raise Http404
    first, found = _asked(request, actor_of(request), month)
    with speaking(language):
        paper = report_pdf(said(found))
    answer = HttpResponse(paper, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{first:%Y-%m}.pdf"'
    return answer


@require_POST
def report_now(request: HttpRequest, schedule_id: int) -> HttpResponse:
    actor = actor_of(request)
    schedule = get_object_or_404(schedules_visible_to(actor), pk=schedule_id)
    if actions.send_report_now(schedule_id=schedule.pk, by=actor.by):
        messages.success(request, f"The page of last month is on its way to {schedule.member.name}.")
    else:
        messages.error(
            request,
            f"Nothing was sent: {schedule.member.name} has no address, signs in no more, or may not see this page.",
        )
    return redirect("reports")


@require_POST
def report_end(request: HttpRequest, schedule_id: int) -> HttpResponse:
    actor = actor_of(request)
    schedule = get_object_or_404(schedules_visible_to(actor), pk=schedule_id)
    actions.end_schedule(schedule_id=schedule.pk, by=actor.by)
    messages.success(request, f"{schedule.member.name} gets this page no more.")
    return redirect("reports")


def _asked(request: HttpRequest, actor: Actor, month: str) -> tuple[date, Report]:
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        raise Http404 from None
    team = team_in(request.GET)
    if first.year < FIRST_YEAR or first > local_day(now(), settings.TIME_ZONE) or not may_get(actor, team):
        raise Http404
    return first, report_for(actor=actor, month=first, team=team)


def _chart(found: Report, query: str) -> Chart:
    return weeks_chart(found.seen.trend, found.month.year, f"?{query}" if query else "")
