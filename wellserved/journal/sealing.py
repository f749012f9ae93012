"""Sealing finished segments of the journal, and checking the seals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, QuerySet

from wellserved.journal.models import Entry, Seal
from wellserved.journal.queries import settled_id
from wellserved.journal.rules import FIELDS, Row, seal_over

SEGMENT = 1000


@dataclass(frozen=True)
class Checked:
    """`broken` is the first seal that does not hold, if any; `unsealed` entries came after the last seal."""

    seals: int
    entries: int
    unsealed: int
    broken: Seal | None


def seal_segment() -> int:
    """Seal the next finished thousand of entries. Returns how many were sealed: none until a thousand are there."""
    if not _a_segment_waits():
        return 0
    with transaction.atomic():
        last = Seal.objects.select_for_update().order_by("-last_id").first()
        after = last.last_id if last else 0
        rows = list(_rows(after, settled_id())[:SEGMENT])
        if len(rows) < SEGMENT:
            return 0
        count, digest = seal_over(bytes(last.digest) if last else b"", rows)
        Seal.objects.create(first_id=rows[0][0], last_id=rows[-1][0], count=count, digest=digest)
    return count


def _a_segment_waits() -> bool:
    after = Seal.objects.aggregate(last=Max("last_id"))["last"] or 0
    return Entry.objects.filter(id__gt=after).order_by("id")[SEGMENT - 1 : SEGMENT].exists()


def verify_seals() -> Checked:
    """Compute every seal again, in order, and stop at the first that does not hold."""
    before, after, seals, entries = b"", 0, 0, 0
    for seal in Seal.objects.order_by("last_id").iterator():
        count, digest = seal_over(before, _until(after, seal.last_id))
        if count != seal.count or digest != bytes(seal.digest):
            return Checked(seals, entries, 0, seal)
        before, after, seals, entries = digest, seal.last_id, seals + 1, entries + count
    return Checked(seals, entries, Entry.objects.filter(id__gt=after).count(), None)


def _until(after: int, upto: int) -> Iterator[Row]:
    yield from _rows(after, upto).iterator(chunk_size=SEGMENT)


def _rows(after: int, upto: int) -> QuerySet[Entry, Row]:
    return Entry.objects.filter(id__gt=after, id__lte=upto).order_by("id").values_list(*FIELDS)
