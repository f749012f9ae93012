"""The statements of the answer path, in the words of each database.

Plain SQL, because this is the hot path: a batch is one look-up and a few inserts, whatever its size. The tables of the
journal and of the tallies are written here and in those rooms, and nowhere else.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from wellserved.surveys.shapes import Link, Said

Row = Sequence[Any]
_LINK = (
    "i.id, i.contact_id, i.day, i.team_id, i.service_id, i.client_id, i.expires_at, i.cancelled_at, i.came_by, "
    "i.version_id, i.weight, i.spot_id, i.served_by"
)
_SAID = "r.version, r.achieved, r.felt, r.qualities, r.words, r.may_call, r.one_touch, r.first_at, r.changed_at, r.own"
LINKS = (
    f"SELECT i.token_hash, {_LINK}, {_SAID} FROM surveys_invitation i "  # noqa: S608
    "LEFT JOIN surveys_response r ON r.invitation_id = i.id WHERE i.token_hash "
)
PAGES = (
    f"SELECT i.token_hash, {_LINK}, {_SAID}, i.about, t.name, i.language FROM surveys_invitation i "  # noqa: S608
    "LEFT JOIN surveys_response r ON r.invitation_id = i.id LEFT JOIN people_team t ON t.id = i.team_id "
    "WHERE i.token_hash "
)
# Table, what is written, what each column is on PostgreSQL.
RESPONSE = (
    "surveys_response",
    "invitation_id bigint, version int, achieved smallint, felt smallint, qualities int, words text, may_call boolean, "
    "own jsonb, one_touch boolean, team_id bigint, first_at timestamptz, changed_at timestamptz",
)
EARLIER = (
    "surveys_earlierversion",
    "response_id bigint, version int, achieved smallint, felt smallint, qualities int, words text, may_call boolean, "
    "own jsonb, at timestamptz",
)
ENTRY = (
    "journal_entry",
    "at timestamptz, kind text, actor_kind text, actor_id bigint, subject_kind text, subject_id bigint, details jsonb",
)
DELTA = (
    "tallies_delta",
    "day date, team bigint, service bigint, client bigint, served smallint, asked smallint, answered smallint, "
    "achieved_before smallint, felt_before smallint, achieved_after smallint, felt_after smallint, "
    "came_by smallint, weight int, spot int, members text, qualities_before smallint, qualities_after smallint",
)
_UPSERT = (
    " ON CONFLICT (invitation_id) DO UPDATE SET version = excluded.version, achieved = excluded.achieved, "
    "felt = excluded.felt, qualities = excluded.qualities, words = excluded.words, may_call = excluded.may_call, "
    "own = excluded.own, "
    "one_touch = excluded.one_touch, changed_at = excluded.changed_at"
)
NO_OWN = "{}"
ONE_WRITER = 7_155_001  # the advisory lock that makes the answer writers of several processes take turns


def link_of(row: Row) -> Link:
    """A Link from the columns of _LINK and _SAID."""
    said = None
    if row[13] is not None:
        version, achieved, felt, qualities, words, may_call, one_touch, first_at, changed_at, own = row[13:23]
        said = Said(
            version,
            achieved,
            felt,
            qualities,
            words,
            bool(may_call),
            bool(one_touch),
            _aware(first_at),
            _aware(changed_at),
            json.loads(own) if own and own != NO_OWN else {},
        )
    number, contact, day, team, service, client, expires_at, cancelled_at, came_by, survey, weight, *by = row[:13]
    gone = cancelled_at is not None
    return Link(
        number, contact, day, team, service, client, _aware(expires_at), gone, said, came_by, survey or 0, weight, *by
    )


def find_links(hashes: Sequence[bytes]) -> dict[bytes, Link]:
    """Lock out other writers, then read what the links are now. On SQLite, BEGIN IMMEDIATE has locked already."""
    if connection.vendor == "sqlite":
        marks = ",".join("?" * len(hashes))
        with connection.wrap_database_errors:
            rows = connection.connection.execute(f"{LINKS} IN ({marks})", hashes).fetchall()
    else:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_xact_lock({ONE_WRITER}); {LINKS} = ANY(%s)", [list(hashes)])
            cursor.nextset()
            rows = cursor.fetchall()
    return {bytes(row[0]): link_of(row[1:]) for row in rows}


def find_pages(hashes: Sequence[bytes]) -> list[Row]:
    """What the pages of links need to know: hash, then as link_of takes it, then about, team and language."""
    if connection.vendor == "sqlite":
        query, given = f"{PAGES} IN ({','.join(['%s'] * len(hashes))})", list[Any](hashes)
    else:
        query, given = f"{PAGES} = ANY(%s)", [list(hashes)]
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        rows: list[Row] = cursor.fetchall()
    return rows


def write(responses: list[Row], earlier: list[Row], entries: list[Row], deltas: list[Row]) -> None:
    """Write a batch's rows: few statements on SQLite, one on PostgreSQL."""
    if connection.vendor == "sqlite":
        _insert(*RESPONSE, responses, _UPSERT)
        _insert(*EARLIER, earlier)
        _insert(*ENTRY, entries)
        _insert(*DELTA, deltas)
    else:
        with connection.cursor() as cursor:
            cursor.execute(_ALL, [json.dumps(rows) for rows in (responses, earlier, entries, deltas)])


def moment(at: datetime) -> str:
    """As both databases take it."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f") + ("" if connection.vendor == "sqlite" else "+00")


def _aware(at: datetime) -> datetime:
    """SQLite gives moments in UTC without saying so."""
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _insert(table: str, columns: str, rows: list[Row], otherwise: str = "") -> None:
    """All rows in one statement: each statement gives up and takes back Python's lock once."""
    if not rows:
        return
    names = ", ".join(column.split()[0] for column in columns.split(", "))
    one = f"({','.join('?' * len(rows[0]))})"
    statement = f"INSERT INTO {table} ({names}) VALUES {','.join([one] * len(rows))}{otherwise}"  # noqa: S608
    with connection.wrap_database_errors:
        connection.connection.execute(statement, [value for row in rows for value in row])


def _insert_from_json(table: str, columns: str) -> str:
    named = [column.split() for column in columns.split(", ")]
    picked = ", ".join(f"(r->>{at})::{kind}" for at, (_, kind) in enumerate(named))
    names = ", ".join(name for name, _ in named)
    return f"INSERT INTO {table} ({names}) SELECT {picked} FROM json_array_elements(%s) r"  # noqa: S608


_ALL = (
    f"WITH a AS ({_insert_from_json(*RESPONSE)}{_UPSERT}), b AS ({_insert_from_json(*EARLIER)}), "
    f"c AS ({_insert_from_json(*ENTRY)}) {_insert_from_json(*DELTA)}"
)
