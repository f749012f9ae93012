"""A member's own calendar: their feed, and where we look up when they are busy."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.conf import settings
from django.db import transaction

from wellserved.calendars.models import OwnCalendar
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.kit.sealing import seal
from wellserved.kit.tokens import hash_token, new_token


@transaction.atomic
def make_feed(*, member_id: int, by: By) -> str:
    """A new address for the feed: its token, which is shown this once. The one before leads nowhere from now on."""
    row, token = _row(member_id), new_token()
    row.feed_hash, row.feed_made_at = hash_token(token), now()
    row.save(update_fields=["feed_hash", "feed_made_at"])
    record(kind="calendar_feed.made", by=by, subject_kind="member", subject_id=member_id)
    return token


@transaction.atomic
def withdraw_feed(*, member_id: int, by: By) -> None:
    """The address leads nowhere."""
    if OwnCalendar.objects.filter(member_id=member_id, feed_hash__isnull=False).update(feed_hash=None):
        record(kind="calendar_feed.withdrawn", by=by, subject_kind="member", subject_id=member_id)


@transaction.atomic
def want_appointments_by_letter(*, member_id: int, wanted: bool, by: By) -> None:
    """Whether appointments come to them by mail as well."""
    row = _row(member_id)
    row.letters = wanted
    row.save(update_fields=["letters"])
    record(kind="calendar_letters.set", by=by, subject_kind="member", subject_id=member_id, wanted=wanted)


@transaction.atomic
def connect_calendar(
    *, member_id: int, url: str, username: str, password: str, found: Sequence[tuple[str, str]], by: By
) -> OwnCalendar:
    """Look there from now on. All calendars count until they say otherwise."""
    row = _row(member_id)
    row.url, row.username, row.password_sealed = url, username, seal(password, settings.SECRET_KEY)
    row.calendars = [{"href": href, "name": name, "counts": True} for href, name in found]
    _look_anew(row)
    record(kind="calendar_link.made", by=by, subject_kind="member", subject_id=member_id, calendars=len(found))
    return row


@transaction.atomic
def choose_calendars(*, member_id: int, hrefs: Collection[str], by: By) -> None:
    """Which of them say that the member is busy."""
    row = _row(member_id)
    row.calendars = [{**one, "counts": one["href"] in hrefs} for one in row.calendars]
    _look_anew(row)
    record(kind="calendar_link.chosen", by=by, subject_kind="member", subject_id=member_id, calendars=len(hrefs))


@transaction.atomic
def disconnect_calendar(*, member_id: int, by: By) -> None:
    """Forget address, name, password and times."""
    row = _row(member_id)
    row.url = row.username = row.password_sealed = row.last_error = ""
    row.calendars, row.busy = [], []
    row.looked_at = row.look_next_at = row.failing_since = None
    row.save()
    record(kind="calendar_link.removed", by=by, subject_kind="member", subject_id=member_id)


def _look_anew(row: OwnCalendar) -> None:
    row.busy, row.looked_at, row.look_next_at = [], None, now()
    row.failing_since, row.last_error = None, ""
    row.save()


def _row(member_id: int) -> OwnCalendar:
    OwnCalendar.objects.get_or_create(member_id=member_id)
    return OwnCalendar.objects.select_for_update().get(member_id=member_id)
