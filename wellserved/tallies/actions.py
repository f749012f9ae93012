"""Taking in what changed, folding it into the tallies, and counting afresh."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
    in between has done nothing. Two workers take different rows.
    """
    if not Delta.objects.exists():  # leave the one writer of SQLite in peace
        return 0
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_take(), [limit])
            taken = cursor.fetchall()
        _add(fold(taken))
    return len(taken)


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


def _take() -> str:
    table, columns = Delta._meta.db_table, ", ".join(Change._fields)
    oldest, among = f"SELECT id FROM {table} ORDER BY id LIMIT %s", "IN ({})"  # noqa: S608
    if connection.vendor == "postgresql":  # as an array it is looked up once; IN may be joined, and take more
        oldest, among = f"{oldest} FOR UPDATE SKIP LOCKED", "= ANY(ARRAY({}))"
    return f"DELETE FROM {table} WHERE id {among.format(oldest)} RETURNING {columns}"  # noqa: S608


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
