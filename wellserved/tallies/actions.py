"""Taking in what changed, folding it into the tallies, and counting afresh."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date
from itertools import islice
from typing import Any

from django.db import connection, transaction

from wellserved.tallies.folding import Change, fold
from wellserved.tallies.models import Delta
from wellserved.tallies.rollups import FAMILIES, MEMBERS, QUALITIES
from wellserved.tallies.shapes import DeltaIn
from wellserved.tallies.spans import ONE, whole
from wellserved.tallies.upserting import add_cells, sum_up

AT_ONCE = 50_000  # changes in memory while counting afresh


def add_deltas(*, deltas: Sequence[DeltaIn]) -> None:
    """Queue changes for folding, in the caller's transaction: they count if, and only if, what they tell of does."""
    Delta.objects.bulk_create([Delta(**vars(delta)) for delta in deltas], batch_size=500)


def fold_deltas(*, limit: int) -> int:
    """Fold the oldest waiting changes into the tallies, exactly once, and say how many they were.

    Taking them from the queue and adding them up is one transaction: a worker that is killed anywhere
    in between has done nothing. Two workers take different rows, or the second one none.
    """
    if connection.vendor == "postgresql":
        return _fold_what_nobody_holds(limit)
    return _fold_what_was_seen(limit)


def recount_days(*, first: date, last: date, read: Callable[[date, date], Iterable[tuple[Any, ...]]]) -> int:
    """Throw away the tallies of the months of these days and count them afresh from what `read(first, last)` gives.

    The changes that wait for these days are thrown away too, since what is read (changes, in the order of `Change`)
    holds them already. All is seen at one moment: where the database would let somebody write in between, that write
    makes this fail and it is to be run again. Answers that come in later are folded as ever.
    """
    first, last = whole("month", first)[0], whole("month", last)[1] - ONE
    read_so_far = 0
    with transaction.atomic():
        _see_one_moment()
        _forget(first, last)
        changes = iter(read(first, last))
        while some := list(islice(changes, AT_ONCE)):
            read_so_far += len(some)
            add_cells(fold(some, coarse=False))
        sum_up(first, last)
    return read_so_far


def _forget(first: date, last: date) -> None:
    """The counts of these days, and of these months where no days are kept."""
    Delta.objects.filter(day__gte=first, day__lte=last).delete()
    for rollup in (MEMBERS, QUALITIES, *(family.day for family in FAMILIES)):
        rollup.model._default_manager.filter(**{f"{rollup.unit}__gte": first, f"{rollup.unit}__lte": last}).delete()


def _fold_what_nobody_holds(limit: int) -> int:
    """PostgreSQL: rows that another worker holds are left to it."""
    if not Delta.objects.exists():
        return 0
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_TAKE, [limit])
            taken = cursor.fetchall()
        add_cells(fold(taken))
    return len(taken)


def _fold_what_was_seen(limit: int) -> int:
    """SQLite: nobody can answer while this writes, so it reads and adds up first, and locks only to write."""
    with connection.cursor() as cursor:
        cursor.execute(_SEE, [limit])
        seen = cursor.fetchall()
    if not seen:
        return 0
    cells = fold(row[1:] for row in seen)
    with suppress(_TakenError), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_TAKE_BETWEEN, [seen[0][0], seen[-1][0]])
            if cursor.rowcount != len(seen):
                raise _TakenError
        add_cells(cells)
        return len(seen)
    return 0


class _TakenError(Exception):
    """Another worker, or a recount, took some of them meanwhile."""


_DELTAS, _COLUMNS = Delta._meta.db_table, ", ".join(Change._fields)
_AS_TEXT = _COLUMNS.replace("day", "CAST(day AS TEXT)")  # as it lies there: no date is made of it
_SEE = f"SELECT id, {_AS_TEXT} FROM {_DELTAS} ORDER BY id LIMIT %s"  # noqa: S608
_TAKE_BETWEEN = f"DELETE FROM {_DELTAS} WHERE id BETWEEN %s AND %s"  # noqa: S608
# As an array the ids are looked up once; `IN (SELECT …)` may become a join, and take more than it was told.
_TAKE = (
    f"DELETE FROM {_DELTAS} WHERE id = ANY(ARRAY("  # noqa: S608
    f"SELECT id FROM {_DELTAS} ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED)) RETURNING {_COLUMNS}"
)


def _see_one_moment() -> None:
    """On SQLite the only writer is us. PostgreSQL is told to show what was there when we began."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
