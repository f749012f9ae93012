"""Many rows at once, as fast as the database takes them: COPY on PostgreSQL, executemany on SQLite."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection


def reserve_ids(table: str, count: int) -> list[int]:
    """Ids that no other row of the table will get. On SQLite, only inside a writing transaction."""
    if not count:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
        last = found[0] if found else 0
        return list(range(last + 1, last + count + 1))


def insert_rows(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows whose values stand in the order of `columns`, moments as `moments_as_stored` makes them.

    The names are ours, never a caller's input.
    """
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)  # noqa: S608


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


def moments_as_stored() -> Callable[[datetime], Any]:
    """What makes of a moment that which the database is given: on SQLite a text."""
    return _unchanged if connection.vendor == "postgresql" else _stored


def _unchanged(moment: datetime) -> datetime:
    return moment


def _as_sqlite(rows: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
    """Moments as Django stores them: UTC, without saying so."""
    return [[_stored(value) if type(value) is datetime else value for value in row] for row in rows]


def _stored(moment: datetime) -> str:
    return (moment if moment.tzinfo is UTC else moment.astimezone(UTC)).isoformat(" ")[: -len("+00:00")]
