"""Taking in what changed, and folding it into the tallies."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from django.db import connection, transaction

from wellserved.tallies.folding import Change, fold
from wellserved.tallies.models import Delta
from wellserved.tallies.shapes import DeltaIn
from wellserved.tallies.upserting import add_cells


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
