"""Working hours are set, or given up."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import transaction

from wellserved.calendars.at_hand import look_up_hours
from wellserved.calendars.models import WorkCalendar
from wellserved.calendars.queries import calendar_of
from wellserved.journal.actions import record
from wellserved.journal.shapes import By


@transaction.atomic
def set_hours(*, team_id: int | None, hours: Mapping[str, Any], by: By) -> WorkCalendar:
    """Set when a team works, or everybody."""
    row = calendar_of(team_id) or WorkCalendar(team_id=team_id)
    row.timezone, row.hours = hours["timezone"], hours["hours"]
    row.country, row.subdivision = hours.get("country", ""), hours.get("subdivision", "")
    row.closed_days = hours.get("closed_days", [])
    row.save()
    record(kind="calendar.changed", by=by, subject_kind="calendar", subject_id=row.pk, team=team_id)
    transaction.on_commit(partial(look_up_hours, again=True))
    return row


@transaction.atomic
def remove_hours(*, team_id: int, by: By) -> None:
    """Let a team go back to everybody's hours."""
    removed, _ = WorkCalendar.objects.filter(team_id=team_id).delete()
    if removed:
        record(kind="calendar.removed", by=by, subject_kind="team", subject_id=team_id, team=team_id)
        transaction.on_commit(partial(look_up_hours, again=True))
