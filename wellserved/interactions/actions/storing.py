"""How a batch of interactions is read and written: a handful of statements, whatever its size."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from wellserved.interactions.actions.finding import Named
from wellserved.interactions.models import Interaction, Served
from wellserved.interactions.shapes import InteractionIn
from wellserved.interactions.standing import Standing, next_standing
from wellserved.kit.bulk import insert_columns, one_at_a_time, reserve_ids, update_rows
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
FIRST_STANDING = {closed: next_standing(Standing(), closed) for closed in (False, True)}
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


def create(rows: Sequence[InteractionIn], named: Named) -> None:
    """Insert interactions that nobody knew, and who served. What a row does not say is blank in it."""
    sources, numbers, _, channels, places, _, _, _, _, opened, closed, scheduled, subjects, matters, ask, _ = zip(
        *rows, strict=True
    )
    ids = reserve_ids(TABLE, len(rows))
    moment = [now()] * len(rows)
    standings = [FIRST_STANDING[it is not None] for it in closed]
    columns: dict[str, Sequence[Any]] = {
        "id": ids,
        "source": sources,
        "external_id": numbers,
        "client_id": named.clients,
        "contact_id": named.contacts,
        "team_id": named.teams,
        "service_id": named.services,
        "channel": channels,
        "place": places,
        "subject": subjects,
        "scheduled_at": scheduled,
        "opened_at": opened,
        "closed_at": closed,
        "matters": matters,
        "ask": ask,
        "closings": [it.closings for it in standings],
        "undecided": [it.undecided for it in standings],
        "created_at": moment,
        "updated_at": moment,
    }
    if not any(scheduled):
        del columns["scheduled_at"]  # few files book anything, and the driver thinks long about nothing
    insert_columns(TABLE, columns)
    served = [(pk, member) for pk, members in zip(ids, named.members, strict=True) for member in members]
    if served:
        insert_columns(SERVED, dict(zip(("interaction_id", "member_id"), zip(*served, strict=True), strict=True)))


def change(changed: list[Stored], served_before: Mapping[int, set[int]]) -> None:
    """Write what is different now."""
    if not changed:
        return
    moment = now()
    update_rows(
        TABLE,
        (*COLUMNS, "closings", "undecided", "updated_at"),
        ([*it.values, it.standing.closings, it.standing.undecided, moment, it.id] for it in changed),
    )
    moved = {it.id: it.members for it in changed if it.members != served_before[it.id]}
    if moved:
        Served.objects.filter(interaction__in=moved).delete()
        pairs = [(pk, member) for pk, members in moved.items() for member in members]
        if pairs:
            ids, members_now = zip(*pairs, strict=True)
            insert_columns(SERVED, {"interaction_id": ids, "member_id": members_now})


def _read(ids: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    for start in range(0, len(ids), AT_ONCE):
        some = Interaction.objects.filter(pk__in=ids[start : start + AT_ONCE])
        yield from some.values_list("id", "external_id", "closings", "undecided", *COLUMNS)
