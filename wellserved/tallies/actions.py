"""Taking in what changed, folding it into the tallies, and counting afresh."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date

from django.db import connection, transaction
from django.db.models import Model

from wellserved.tallies.folding import Cells, Change, fold, without_client
from wellserved.tallies.models import ClientDayTally, DayTally, Delta
from wellserved.tallies.rules import COLUMNS
from wellserved.tallies.shapes import DeltaIn


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


def recount_days(*, first: date, last: date, read: Callable[[date, date], Iterable[DeltaIn]]) -> int:
    """Throw away the tallies of these days and count them afresh from what `read(first, last)` hands over.

    The changes that wait for these days are thrown away too, since what is read holds them already. All is seen at
    one moment: where the database would let somebody write in between, that write makes this fail and it is to be
    run again. Answers that come in later are folded as ever.
    """
    days = {"day__gte": first, "day__lte": last}
    read_so_far = 0

    def counted() -> Iterable[tuple[object, ...]]:
        nonlocal read_so_far
        for delta in read(first, last):
            read_so_far += 1
            values = vars(delta)
            yield tuple(values[name] for name in Change._fields)

    with transaction.atomic():
        _see_one_moment()
        for model in (Delta, DayTally, ClientDayTally):
            model.objects.filter(**days).delete()
        _add(fold(counted()))
    return read_so_far


def _fold_what_nobody_holds(limit: int) -> int:
    """PostgreSQL: rows that another worker holds are left to it."""
    if not Delta.objects.exists():
        return 0
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_TAKE, [limit])
            taken = cursor.fetchall()
        _add(fold(taken))
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
        _add(cells)
        return len(seen)
    return 0


class _TakenError(Exception):
    """Another worker, or a recount, took some of them meanwhile."""


_DELTAS, _COLUMNS = Delta._meta.db_table, ", ".join(Change._fields)
_SEE = f"SELECT id, {_COLUMNS} FROM {_DELTAS} ORDER BY id LIMIT %s"  # noqa: S608
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


def _add(cells: Cells) -> None:
    # In one order always, so that two workers never wait for each other crosswise.
    if not cells:
        return
    _upsert(DayTally, ("day", "team", "service", "came_by"), without_client(cells))
    _upsert(ClientDayTally, ("client", "day", "team", "service", "came_by"), cells)


def _upsert(model: type[Model], key: tuple[str, ...], cells: Cells) -> None:
    table = model._meta.db_table
    quoted = {name: f'"{name}"' for name in (*key, *COLUMNS)}  # BOTH is a word of SQL
    into = f"INSERT INTO {table} ({', '.join(quoted.values())}) "
    adding = f" ON CONFLICT ({', '.join(quoted[name] for name in key)}) DO UPDATE SET " + ", ".join(
        f"{name} = {table}.{name} + excluded.{name}" for name in map(quoted.__getitem__, COLUMNS)
    )
    rows = [(*where, *cells[where]) for where in sorted(cells)]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # whole columns in one statement: five times as fast as row by row
            arrays = ", ".join("%s::date[]" if name == "day" else "%s::bigint[]" for name in quoted)
            columns = [list(column) for column in zip(*rows, strict=True)]
            cursor.execute(f"{into} SELECT * FROM unnest({arrays}) {adding}", columns)  # noqa: S608
        else:
            cursor.executemany(f"{into} VALUES ({', '.join(['%s'] * len(quoted))}) {adding}", rows)
