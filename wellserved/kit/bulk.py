"""Many rows at once, as fast as the database takes them: COPY on PostgreSQL, executemany on SQLite."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import Model

ESCAPED = ("\\", "\t", "\n", "\r")  # what COPY would take for something else
ESCAPED_AS = str.maketrans(dict(zip(ESCAPED, (r"\\", r"\t", r"\n", r"\r"), strict=True)))


def reserve_ids(table: str, count: int) -> list[int]:
    """Ids that no other row of the table will get. On SQLite, only inside a writing transaction."""
    if not count:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(it.name) FROM (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS name OFFSET 0) it,"
                " generate_series(1, %s)",
                [table, count],
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
        last = found[0] if found else 0
        return list(range(last + 1, last + count + 1))


def insert_columns(table: str, columns: Mapping[str, Sequence[Any]]) -> None:
    """Insert rows that are given column by column: texts, numbers, flags, nothing, and aware moments."""
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            texts = [_as_copied(column) for column in columns.values()]
            with cursor.cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                copy.write("\n".join(map("\t".join, zip(*texts, strict=True))))
                _meanwhile.get()()  # the server has all rows, and is busy with them
            return
        values = [_as_kept(column) for column in columns.values()]
        marks = ", ".join(["%s"] * len(columns))
        query = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608
        cursor.executemany(query, list(zip(*values, strict=True)))


def insert_unless_there(model: type[Model], columns: Mapping[str, Sequence[Any]]) -> None:
    """Insert rows as `insert_columns` does, but for those that a constraint forbids."""
    table, names = model._meta.db_table, ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            kinds = {field.column: field.db_type(connection) for field in model._meta.concrete_fields}
            arrays = ", ".join(f"%s::{kinds[column]}[]" for column in columns)
            query = f'INSERT INTO "{table}" ({names}) SELECT * FROM unnest({arrays}) ON CONFLICT DO NOTHING'  # noqa: S608
            cursor.execute(query, [list(column) for column in columns.values()])
            return
        marks = ", ".join(["%s"] * len(columns))
        query = f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608
        cursor.executemany(query, list(zip(*map(_as_kept, columns.values()), strict=True)))


def update_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Update rows by id: values in the order of `columns`, then the id."""
    sets = ", ".join(f'"{column}" = %s' for column in columns)
    rows = rows if connection.vendor == "postgresql" else _as_sqlite(rows)
    with connection.cursor() as cursor:
        cursor.executemany(f'UPDATE "{table}" SET {sets} WHERE "id" = %s', list(rows))  # noqa: S608


def one_at_a_time(number: int) -> None:
    """Until this transaction ends, no other holds the same number. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


@contextmanager
def doing_meanwhile(work: Callable[[], object]) -> Iterator[None]:
    """Within it, `work` is done whenever PostgreSQL is busy with rows that `insert_columns` has handed over.

    It must do nothing to the database, and raise nothing: it stands in the middle of a transaction.
    """
    usual = _meanwhile.set(work)
    try:
        yield
    finally:
        _meanwhile.reset(usual)


def _nothing() -> None:
    return None


_meanwhile: ContextVar[Callable[[], object]] = ContextVar("meanwhile", default=_nothing)


def _as_copied(column: Sequence[Any]) -> Sequence[str]:
    """A column as COPY reads it."""
    kinds = set(map(type, column))
    if kinds <= {str}:
        return [_escaped(text) for text in column] if any(map("".join(column).__contains__, ESCAPED)) else column
    if str in kinds:
        return [r"\N" if it is None else _escaped(it) if type(it) is str else str(it) for it in column]
    if column.count(column[0]) == len(column):
        return [r"\N" if column[0] is None else str(column[0])] * len(column)
    if type(None) in kinds:
        return [r"\N" if it is None else str(it) for it in column]
    return [*map(str, column)]


def _escaped(text: str) -> str:
    return text.translate(ESCAPED_AS) if any(map(text.__contains__, ESCAPED)) else text


def _as_kept(column: Sequence[Any]) -> Sequence[Any]:
    """A column as SQLite keeps it: moments as texts, flags as numbers (Python's driver thinks long about a flag)."""
    kinds = set(map(type, column))
    if kinds == {bool}:
        return list(map(int, column))
    if datetime not in kinds:
        return column
    if column.count(column[0]) == len(column):
        return [_stored(column[0])] * len(column)
    return [_stored(it) if type(it) is datetime else it for it in column]


def _as_sqlite(rows: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
    """Moments as Django stores them: UTC, without saying so."""
    return [[_stored(value) if type(value) is datetime else value for value in row] for row in rows]


def _stored(moment: datetime) -> str:
    return (moment if moment.tzinfo is UTC else moment.astimezone(UTC)).isoformat(" ")[: -len("+00:00")]
