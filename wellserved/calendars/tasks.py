"""What the worker does for calendars: it looks up when members are busy."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from wellserved.calendars.caldav import Busy, Door, busy_in, merged
from wellserved.calendars.models import OwnCalendar
from wellserved.kit.clock import now
from wellserved.kit.guarded import RefusedError
from wellserved.kit.sealing import unseal

EVERY = timedelta(minutes=15)
AHEAD = timedelta(days=70)
BATCH = 5
MOST_CHOSEN = 10


def look_up_busy_times() -> int:
    """Ask the servers whose turn it is. How many. One that fails is told to the member, and its last times stay."""
    moment = now()
    due = list(
        OwnCalendar.objects.filter(look_next_at__lte=moment, member__left_at=None).order_by("look_next_at")[:BATCH]
    )
    for row in due:
        mine = OwnCalendar.objects.filter(pk=row.pk, look_next_at=row.look_next_at)
        if mine.update(look_next_at=moment + EVERY):  # claimed before it is asked: a slow server is not asked twice
            look_up(row, moment)
    return len(due)


def look_up(row: OwnCalendar, moment: datetime) -> None:
    """Ask one server, and keep the times. Changed settings meanwhile win."""
    try:
        found = merged(_busy(row, moment), moment - timedelta(days=1), moment + AHEAD)
        changes = {
            "busy": [[start.isoformat(), end.isoformat()] for start, end in found],
            "looked_at": moment,
            "failing_since": None,
            "last_error": "",
        }
    except RefusedError as error:
        changes = {"failing_since": row.failing_since or moment, "last_error": str(error)[:300]}
    with transaction.atomic():
        same = {"url": row.url, "password_sealed": row.password_sealed, "calendars": row.calendars}
        OwnCalendar.objects.filter(pk=row.pk, **same).update(**changes)


def _busy(row: OwnCalendar, moment: datetime) -> list[Busy]:
    try:
        password = unseal(row.password_sealed, settings.SECRET_KEY)
    except ValueError:
        raise RefusedError("Its password was sealed with another key. Please connect it again.") from None
    door = Door(row.url, row.username, password, settings.INSIDE_HOSTS)
    chosen = [str(one["href"]) for one in row.calendars if one["counts"]][:MOST_CHOSEN]
    return [
        busy
        for href in chosen
        for busy in busy_in(door, href, moment - timedelta(days=1), moment + AHEAD, settings.TIME_ZONE)
    ]
