"""Who may enter the pages of this room."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.improvements.tests.ideas import an_idea, done
from wellserved.insight.models import Annotation, ReportSchedule, Signal


def biology(cast: Cast) -> dict[str, Any]:
    return {"client_id": cast.biology.pk}


def done_by_the_member(cast: Cast) -> dict[str, Any]:
    return {"pk": done(cast, an_idea(cast)).pk}


def a_note(cast: Cast) -> dict[str, Any]:
    one = Annotation.objects.create(day=date(2026, 10, 5), team=cast.desk, words="The lab was closed.", by=cast.lead)
    return {"pk": one.pk}


def a_signal(cast: Cast) -> dict[str, Any]:
    counts = dict.fromkeys(("before_hits", "before_n", "after_hits", "after_n"), 9)
    week = date(2026, 10, 5)
    one = Signal.objects.create(
        kind="team", subject=cast.desk.pk, week=week, since=week, p=0.001, adjusted=0.01, **counts
    )
    return {"pk": one.pk}


def a_schedule(cast: Cast) -> dict[str, Any]:
    """For the lead, about the desk."""
    schedule = ReportSchedule.objects.create(member=cast.lead, team=cast.desk, written_for=date(2020, 1, 1))
    return {"schedule_id": schedule.pk}


def a_month(cast: Cast) -> dict[str, Any]:
    return {"month": "2026-10"}


ACCESS = [
    Page("annotations"),
    Page("annotation", make=a_note, member=404, lead=200),
    Page("annotation_removal", make=a_note, method="post", member=404, lead=302),
    Page("drivers"),
    Page("four_to_five"),
    Page("signals"),
    Page("signal", make=a_signal, outsider=404),
    Page("signal_word", make=a_signal, method="post", data={"word": "Exams."}, member=404, lead=302),
    Page("signal_letters", method="post", data={"wanted": "no"}, member=404, lead=302),
    Page("api:read_annotations", public=True, nobody=401),
    Page("api:post_annotation", method="post", public=True, nobody=401),
    Page("api:read_signals", public=True, nobody=401),
    Page("api:read_pulse", public=True, nobody=401),
    Page("client_baseline", make=biology, member=404, lead=200),
    Page("client_baseline_sheet", make=biology, member=404, lead=200),
    Page("api:read_silence", public=True, nobody=401),
    Page("silence"),
    Page("silence_sheet"),
    Page("api:read_worth", public=True, nobody=401),
    Page("worth", member=404, lead=200),
    Page("worth_sheet", member=404, lead=200),
    Page("improvement_check", make=done_by_the_member, outsider=404),
    Page("improvement_weeks", make=done_by_the_member, outsider=404),
    Page("mine"),
    Page("reports"),
    Page("report", make=a_month, member=404, manager=200),
    Page("report_paper", make=a_month, member=404, manager=200),
    Page("report_now", make=a_schedule, method="post", member=404, lead=302),
    Page("report_end", make=a_schedule, method="post", member=404, lead=302),
]
