"""Fills an empty installation by SQL: three years, 60 teams, 600 members, 2,000 clients.

Every row is a function of its number, so that the same number of answers is the same world on both databases. Each
client is served by three teams of sixty, a team offers three of forty services and works at two of eight places; five
in a hundred came by a door, 62 of 100 who were asked answered, and a third of the teams draws four in ten.
"""

from __future__ import annotations

import json
import time
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from wellserved.interactions.models import Interaction, Service
from wellserved.kit.clock import local_day, now
from wellserved.people.models import Client, Member, Membership, Team
from wellserved.tallies.spots import spot_of

DAYS, TEAMS, MEMBERS, CLIENTS, SERVICES = 1_095, 60, 600, 2_000, 40
PLACES, CHANNELS = 8, ("phone", "mail", "portal", "visit")
ANSWERING = 62  # of 100
CLOSINGS = 50  # of one interaction: decisions need one, and nothing here reads it
KEPT_INDEXES = ("counted_on", "_pkey", "surveys_inv_day")
TABLES = ("surveys_decision", "surveys_invitation", "surveys_response")


def begin() -> date:
    return local_day(now(), settings.TIME_ZONE) - timedelta(days=DAYS - 1)


def fill(responses: int) -> None:
    asks, began = responses * 100 // ANSWERING, time.monotonic()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica; SET synchronous_commit = off")
        else:
            cursor.execute("PRAGMA foreign_keys = OFF")
            cursor.execute("PRAGMA synchronous = OFF")
        for table in (*TABLES, "interactions_interaction"):
            cursor.execute(f"DELETE FROM {table}")
        _people(asks)
        later = [statement for table in TABLES for statement in _without_indexes(cursor, table)]
        for table, statement in statements(asks):
            cursor.execute(statement)
            print(f"    {table}: {time.monotonic() - began:.0f} s", flush=True)
        for statement in later:
            cursor.execute(statement)
        cursor.execute("ANALYZE")
    print(json.dumps({"asks": asks}))


def _people(asks: int) -> None:
    for model in (Membership, Member, Client, Service, Team):
        model.objects.all().delete()  # type: ignore[attr-defined]
    Team.objects.bulk_create(Team(pk=n + 1, name=f"Team {n}", name_key=f"team {n}") for n in range(TEAMS))
    Service.objects.bulk_create(
        Service(pk=n + 1, name=f"Service {n}", name_key=f"service {n}") for n in range(SERVICES)
    )
    Client.objects.bulk_create(Client(pk=n + 1, name=f"Client {n}", name_key=f"client {n}") for n in range(CLIENTS))
    Member.objects.bulk_create(Member(pk=n + 1, name=f"Member {n}", name_key=f"member {n}") for n in range(MEMBERS))
    Membership.objects.bulk_create(
        Membership(member_id=n + 1, team_id=n // 10 + 1, leads=n % 10 == 0) for n in range(MEMBERS)
    )
    for place in range(PLACES):
        for channel in CHANNELS:
            spot_of(channel, "remote" if place == PLACES - 1 else f"Site {place}")
    Interaction.objects.bulk_create(
        (
            Interaction(pk=n + 1, source="bench", external_id=str(n), team_id=n % TEAMS + 1)
            for n in range(asks // CLOSINGS + 1)
        ),
        batch_size=5_000,
    )


def chance(salt: int, of: int) -> str:
    """A number below `of` that follows from `i` alone."""
    return f"((i * {2_654_435_761 + 97_531 * salt} + {1_013_904_223 * (salt + 1)}) % 4294967291 / 1013 % {of})"


def statements(asks: int) -> list[tuple[str, str]]:
    """What fills the three tables. Their numbers run from 1 to `asks`, from the oldest to the newest."""
    on_postgres = connection.vendor == "postgresql"
    client = f"({chance(1, CLIENTS)} * {chance(2, CLIENTS)} / {CLIENTS})"
    team = f"(({client} * 7 + {chance(3, 3)} * 19) % {TEAMS})"
    service = f"(({team} * 3 + {chance(4, 3)}) % {SERVICES})"
    place = f"(CASE WHEN {chance(5, 4)} = 0 THEN {PLACES - 1} ELSE {team} % {PLACES - 1} END)"
    channel = f"(CASE WHEN {chance(6, 2)} = 0 THEN 0 ELSE {chance(7, 4)} END)"
    first = begin()
    if on_postgres:
        day, blob = f"(date '{first}' + (i * {DAYS} / {asks + 1})::int)", "decode(lpad(to_hex(i), 64, '0'), 'hex')"
        at, no, rows = f"({day})::timestamptz", "false", f"generate_series(1::bigint, {asks}) AS n(i)"
        json_value = "::jsonb"
    else:
        day, blob = f"date('{first}', (i * {DAYS} / {asks + 1}) || ' days')", "CAST(printf('%032d', i) AS BLOB)"
        at, no, rows, json_value = f"({day} || ' 12:00:00')", "0", "n", ""
    numbers = (
        "" if on_postgres else f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {asks}) "
    )
    door = f"(CASE WHEN {chance(8, 100)} < 5 THEN 1 ELSE 0 END)"
    invitation = {
        "id": "i", "seed": "''", "token_hash": blob, "channel": "'mail'", "language": "'en'", "about": "''", "day": day,
        "team_id": f"{team} + 1", "service_id": f"{service} + 1", "client_id": f"{client} + 1",
        "spot_id": f"{place} * {len(CHANNELS)} + {channel} + 1",
        "served_by": f"CAST({team} * 10 + {chance(9, 10)} + 1 AS TEXT)",
        "created_at": at, "expires_at": at, "came_by": door, "door_id": "0", "writer_name": "''",
        "writer_email": "''",
        "weight": f"CASE WHEN {team} % 3 = 0 THEN 2500 ELSE 1000 END", "confided_in": "''",
    }  # fmt: skip
    felt = f"(CASE WHEN {chance(11, 100)} < 58 THEN 5 WHEN {chance(11, 100)} < 83 THEN 4 ELSE 1 + {chance(12, 3)} END)"
    achieved = f"(CASE WHEN {chance(13, 100)} < 86 THEN 2 WHEN {chance(13, 100)} < 95 THEN 1 ELSE 0 END)"
    response = {
        "invitation_id": "i", "version": "1",
        "achieved": f"CASE WHEN {chance(14, 20)} = 0 THEN NULL ELSE {achieved} END",
        "felt": felt, "qualities": f"CASE WHEN {chance(15, 5)} < 2 THEN 0 ELSE {_chips()} END",
        "words": f"CASE WHEN {chance(16, 5)} = 0 THEN 'They listened, and it works again.' ELSE '' END",
        "may_call": no, "one_touch": no, "team_id": f"{team} + 1", "first_at": at, "changed_at": at,
    }  # fmt: skip
    decision = {
        "interaction_id": f"i / {CLOSINGS} + 1", "closing": f"i % {CLOSINGS} + 1",
        "outcome": "'asked'", "reason": "'due'",
        "detail": f"'{{}}'{json_value}", "decided_at": at, "team_id": f"{team} + 1", "service_id": f"{service} + 1",
        "spot_id": f"{place} * {len(CHANNELS)} + {channel} + 1", "counted_on": day,
    }  # fmt: skip
    return [
        ("invitations", _insert("surveys_invitation", invitation, numbers, rows)),
        ("responses", _insert("surveys_response", response, numbers, f"{rows} WHERE {chance(10, 100)} < {ANSWERING}")),
        ("decisions", _insert("surveys_decision", decision, numbers, f"{rows} WHERE {door} = 0")),
    ]


def _chips() -> str:
    """One to three of the ten, the first ones more often."""
    bits = [f"{chance(20 + n, 10)} * {chance(30 + n, 10)} / 10" for n in range(3)]
    return " | ".join(f"(1 << ({bit}){'::int' if connection.vendor == 'postgresql' else ''})" for bit in bits)


def _insert(table: str, columns: dict[str, str], numbers: str, rows: str) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) {numbers}SELECT {', '.join(columns.values())} FROM {rows}"


def _without_indexes(cursor: Any, table: str) -> list[str]:
    """Take the table's indexes away. What makes those again that counting reads by."""
    if connection.vendor == "postgresql":
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexname NOT IN "
            "(SELECT conname FROM pg_constraint)",
            [table],
        )
    else:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = %s", [table]
        )
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f'DROP INDEX "{name}"')
    return [made for name, made in found if any(part in name for part in KEPT_INDEXES)]
