"""How a batch of interactions is read and written: a handful of statements, whatever its size."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from wellserved.interactions.models import Interaction, Served
from wellserved.interactions.rules import Standing
from wellserved.kit.bulk import insert_rows, moments_as_stored, one_at_a_time, reserve_ids, update_rows
from wellserved.kit.clock import now

COLUMNS = (
    "client_id",
    "contact_id",
    "team_id",
    "service_id",
    "channel",
    "place",
    "subject",
    "scheduled_at",
    "opened_at",
    "closed_at",
    "matters",
    "ask",
)
BLANK: tuple[Any, ...] = (None, None, None, None, "", "", "", None, None, None, False, True)
CLOSED_AT = COLUMNS.index("closed_at")
AT_ONCE = 5_000
TABLE = Interaction._meta.db_table
SERVED = Served._meta.db_table
WRITERS = 8_201_001  # the number of the lock that batches of interactions share


@dataclass(frozen=True, slots=True)
class Stored:
    """An interaction as it is kept: its values in the order of COLUMNS, who served, where it stands."""

    id: int
    values: list[Any]
    members: set[int]
    standing: Standing


New = tuple[tuple[str, str], list[Any], Standing, set[int]]  # source and external id, values, where it stands, members


def one_writer() -> None:
    """Two batches never create the same interaction twice: they take turns."""
    one_at_a_time(WRITERS)


def load(keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Stored]:
    """Those of the keys that are there already."""
    by_source: dict[str, list[str]] = defaultdict(list)
    for source, external_id in keys:
        by_source[source].append(external_id)
    found: dict[tuple[str, str], Stored] = {}
    for source, external_ids in by_source.items():
        for pk, external_id, closings, undecided, *values in _read(known_ids(source, external_ids)):
            standing = Standing(values[CLOSED_AT] is not None, closings, undecided)
            found[source, external_id] = Stored(pk, values, set(), standing)
    if found:
        members = {stored.id: stored.members for stored in found.values()}
        for pk, member in Served.objects.filter(interaction__in=members).values_list("interaction_id", "member_id"):
            members[pk].add(member)
    return found


def known_ids(source: str, external_ids: Sequence[str]) -> list[int]:
    """The interactions of a source that are there already. Of new rows none is, and this is all they ask."""
    sqlite = connection.vendor == "sqlite"
    among = "IN (SELECT value FROM json_each(%s))" if sqlite else "= ANY(%s)"
    query = f'SELECT id FROM "{TABLE}" WHERE source = %s AND external_id {among}'  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(query, [source, json.dumps(external_ids) if sqlite else list(external_ids)])
        return [row[0] for row in cursor.fetchall()]


def create(new: Sequence[New]) -> list[int]:
    """Insert interactions, and who served."""
    if not new:
        return []
    storable = moments_as_stored()
    moment = storable(now())
    ids = reserve_ids(TABLE, len(new))
    columns = ("id", "source", "external_id", *COLUMNS, "closings", "undecided", "created_at", "updated_at")
    rows: list[Sequence[Any]] = []
    served: list[tuple[int, int]] = []
    for pk, (key, values, stands, members) in zip(ids, new, strict=True):
        *others, scheduled, opened, closed, matters, ask = values
        times = (
            scheduled and storable(scheduled),
            opened and storable(opened),
            closed and storable(closed),
        )
        rows.append((pk, *key, *others, *times, matters, ask, stands.closings, stands.undecided, moment, moment))
        served.extend((pk, member) for member in members)
    insert_rows(TABLE, columns, rows)
    insert_rows(SERVED, ("interaction_id", "member_id"), served)
    return ids


def change(changed: list[Stored], before: Mapping[tuple[str, str], Stored]) -> None:
    """Write what is different now."""
    if not changed:
        return
    moment = now()
    update_rows(
        TABLE,
        (*COLUMNS, "closings", "undecided", "updated_at"),
        ([*it.values, it.standing.closings, it.standing.undecided, moment, it.id] for it in changed),
    )
    earlier = {stored.id: stored.members for stored in before.values()}
    moved = {it.id: it.members for it in changed if it.members != earlier[it.id]}
    if moved:
        Served.objects.filter(interaction__in=moved).delete()
        pairs = [(pk, member) for pk, members in moved.items() for member in members]
        insert_rows(SERVED, ("interaction_id", "member_id"), pairs)


def _read(ids: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    for start in range(0, len(ids), AT_ONCE):
        some = Interaction.objects.filter(pk__in=ids[start : start + AT_ONCE])
        yield from some.values_list("id", "external_id", "closings", "undecided", *COLUMNS)
