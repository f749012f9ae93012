"""How a batch of interactions is read and written: a handful of statements, whatever its size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wellserved.interactions.actions.finding import Named
from wellserved.interactions.models import Interaction, Served
from wellserved.interactions.shapes import InteractionIn
from wellserved.interactions.standing import Standing, next_standing
from wellserved.kit.bulk import insert_columns, one_at_a_time, reserve_ids, update_rows
from wellserved.kit.clock import now
from wellserved.kit.reading import among, as_moments, asked, listed

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
READ = ("id", "external_id", "closings", "undecided", *COLUMNS)
MOMENTS = ("scheduled_at", "opened_at", "closed_at")
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
        for pk, external_id, closings, undecided, *values in _read(source, external_ids):
            standing = Standing(values[CLOSED_AT] is not None, closings, undecided)
            found[source, external_id] = Stored(pk, values, set(), standing)
    if found:
        members = {stored.id: stored.members for stored in found.values()}
        query = f'SELECT interaction_id, member_id FROM "{SERVED}" WHERE interaction_id {among("bigint")}'  # noqa: S608
        for pk, member in asked(query, listed(members)):
            members[pk].add(member)
    return found


def _read(source: str, external_ids: Sequence[str]) -> Iterable[tuple[Any, ...]]:
    """In words of SQL: the ORM would look at each value of each row by itself. Of new rows this finds none."""
    names = ", ".join(READ)
    query = f'SELECT {names} FROM "{TABLE}" WHERE source = %s AND external_id {among("text")}'  # noqa: S608
    rows = asked(query, source, listed(external_ids))
    if not rows:
        return []
    columns: dict[str, Sequence[Any]] = dict(zip(READ, zip(*rows, strict=True), strict=True))
    columns.update({name: as_moments(columns[name]) for name in MOMENTS})
    return zip(*columns.values(), strict=True)


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
