"""When a member makes calls."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.listening.models import CallingHours


@transaction.atomic
def set_calling_hours(*, member_id: int, timezone: str, hours: dict[str, Any], direct: str, by: By) -> CallingHours:
    """From now on contacts choose from these. Times that were chosen before stay."""
    said = {"timezone": timezone, "hours": hours, "direct": direct}
    row, _ = CallingHours.objects.update_or_create(member_id=member_id, defaults=said)
    record(kind="calling_hours.changed", by=by, subject_kind="member", subject_id=member_id)
    return row
