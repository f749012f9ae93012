"""Counting who comes to a door: by parts of the network, hashed, and never longer than a day."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from wellserved.doors.models import Door, Knock
from wellserved.doors.rules import AGAIN, Knocks, part_of_network

KEPT = timedelta(days=1)
MOST_COUNTED = 2_000  # parts of the network at one door in an hour; beyond that only all together are counted
ALL = b""


@transaction.atomic
def knock(door: Door, address: str, said: bytes, at: datetime) -> tuple[Knocks, bool]:
    """Count one more; how many there were this hour, and whether the same was said from there a moment ago.

    `said` is a hash of what was said.
    """
    hour = at.replace(minute=0, second=0, microsecond=0)
    in_all, _ = _count(door, hour, ALL, b"", at)
    here = hash_of_network(address, at)
    if in_all > MOST_COUNTED and not Knock.objects.filter(door=door, hour=hour, whence=here).exists():
        return Knocks(in_all, in_all), False
    from_one, again = _count(door, hour, here, said, at)
    return Knocks(from_one, in_all), again


def _count(door: Door, hour: datetime, whence: bytes, said: bytes, at: datetime) -> tuple[int, bool]:
    row, _ = Knock.objects.select_for_update().get_or_create(
        door=door, hour=hour, whence=whence, defaults={"last_at": at}
    )
    again = bool(said) and bytes(row.last_print) == said and timedelta(0) <= at - row.last_at < AGAIN
    Knock.objects.filter(pk=row.pk).update(count=F("count") + 1, last_print=said, last_at=at)
    return row.count + 1, again


def hash_of_network(address: str, at: datetime) -> bytes:
    """Of use for one day only: with another day comes another hash."""
    text = f"knock:{at.date()}:{part_of_network(address)}"
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).digest()[:16]


def forget_knocks(*, before: datetime) -> int:
    """Drop what is older than a day; no journal entry, for it told of nobody."""
    old = Knock.objects.filter(hour__lt=before - KEPT)
    return old.delete()[0] if old.exists() else 0  # with nothing to do, nobody is kept from writing
