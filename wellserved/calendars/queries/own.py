"""What a member lets us know of their calendar."""

from __future__ import annotations

from datetime import datetime

from wellserved.calendars.models import OwnCalendar
from wellserved.kit.tokens import hash_token

Busy = tuple[datetime, datetime]


def own_calendar_of(member_id: int) -> OwnCalendar:
    """Theirs; not saved, until they want any of it."""
    return OwnCalendar.objects.filter(member_id=member_id).first() or OwnCalendar(member_id=member_id)


def busy_times_of(member_id: int) -> tuple[Busy, ...]:
    """When their own calendar has something, as last looked up. One query."""
    kept = OwnCalendar.objects.filter(member_id=member_id).values_list("busy", flat=True).first()
    return tuple((datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in kept or [])


def feed_of(token: str) -> OwnCalendar | None:
    """Whose feed this is, as long as they are here."""
    rows = OwnCalendar.objects.select_related("member").filter(member__left_at=None)
    return rows.filter(feed_hash=hash_token(token)).first()
