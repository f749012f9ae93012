"""Having a monthly page sent, and writing those that are due."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from wellserved.calendars.queries.hours import hours_for
from wellserved.calendars.rules import next_working
from wellserved.frame.speaking import speaking
from wellserved.insight.models import ReportSchedule
from wellserved.insight.reports import rules
from wellserved.insight.reports.letter import ReportLetter, write_report
from wellserved.insight.reports.queries import may_get, report_for
from wellserved.insight.reports.words import said
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import local_day, now
from wellserved.kit.tokens import new_token
from wellserved.mail.actions import queue_letter
from wellserved.mail.composing import is_an_address
from wellserved.passages.actions.reading import address_of
from wellserved.people.actors import actor_of_member
from wellserved.people.models import Member


@transaction.atomic
def schedule_report(*, member_id: int, team_id: int | None, day: int, language: str, by: By) -> ReportSchedule:
    """Have a page sent every month, beginning with the month that is not over yet. Once more only changes it."""
    reader = Member.objects.select_related("account").get(pk=member_id, left_at=None)
    if not may_get(actor_of_member(reader), team_id):
        raise ValueError(f"{reader.first_name} may not see this page, so it cannot be sent to them.")
    whose: dict[str, Any] = {"member_id": member_id, "team_id": team_id}
    schedule, made = ReportSchedule.objects.update_or_create(
        **whose,
        defaults={"day": day, "language": language},
        create_defaults={
            "day": day,
            "language": language,
            "made_by_id": by.id if by.kind == "member" else None,
            "written_for": rules.month_before(local_day(now(), settings.TIME_ZONE)),
        },
    )
    kind = "report.scheduled" if made else "report.changed"
    record(kind=kind, by=by, subject_kind="report", subject_id=schedule.pk, reader=member_id, team=team_id)
    return schedule


@transaction.atomic
def end_schedule(*, schedule_id: int, by: By) -> None:
    """Send it no more."""
    gone, _ = ReportSchedule.objects.filter(pk=schedule_id).delete()
    if gone:
        record(kind="report.ended", by=by, subject_kind="report", subject_id=schedule_id)


def send_report_now(*, schedule_id: int, by: By) -> bool:
    """Send the page of the month before at once, whatever was sent already. False if its reader may not see it."""
    schedule = ReportSchedule.objects.select_related("member__account").get(pk=schedule_id)
    month = rules.month_before(local_day(now(), settings.TIME_ZONE))
    letter = _letter(schedule, month)
    if letter is None:
        return False
    with transaction.atomic():
        queue_letter(key=f"report-now:{new_token()}", not_before=now(), **letter)
        record(kind="report.sent", by=by, subject_kind="report", subject_id=schedule.pk, month=f"{month:%Y-%m}")
    return True


def write_due_reports(*, limit: int) -> int:
    """Write the letters whose day has come; how many schedules were done with."""
    today = local_day(now(), settings.TIME_ZONE)
    month = rules.month_before(today)
    waiting = ReportSchedule.objects.filter(written_for__lt=month, day__lte=today.day).order_by("pk")
    done = written = 0
    for schedule in waiting.select_related("member__account")[:limit]:
        letter = _letter(schedule, month)  # takes its time, so before anybody has to wait for the database
        with transaction.atomic():
            if letter is not None:
                key = f"report:{month:%Y-%m}:{schedule.team_id or 0}:{schedule.member_id}"
                queue_letter(key=key, not_before=next_working(now(), hours_for(schedule.team_id)), **letter)
                written += 1
            ReportSchedule.objects.filter(pk=schedule.pk).update(written_for=month)
        done += 1
    if done:
        with transaction.atomic():
            record(kind="reports.written", letters=written, skipped=done - written, month=f"{month:%Y-%m}")
    return done


def _letter(schedule: ReportSchedule, month: date) -> ReportLetter | None:
    """In the reader's language, with what this reader may see; None where nothing can be sent to them."""
    reader = schedule.member
    actor, address = actor_of_member(reader), address_of(reader)
    gone = reader.left_at is not None or not (reader.account and reader.account.is_active)
    if gone or not is_an_address(address) or not may_get(actor, schedule.team_id):
        return None
    with speaking(schedule.language):
        page = said(report_for(actor=actor, month=month, team=schedule.team_id))
        return write_report(page, reader, address, month, schedule.team_id)
