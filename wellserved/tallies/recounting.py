"""Counting months afresh, all of it inside the database: what there is to count is handed over as a query."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection, transaction

from wellserved.tallies.models import Delta
from wellserved.tallies.rollups import CLIENTS, EVERYBODY, FAMILIES, MEMBERS, PLAIN, QUALITIES, SPOTS, Rollup
from wellserved.tallies.rules import ALONE, COLUMNS
from wellserved.tallies.spans import ONE, whole
from wellserved.tallies.upserting import listed_names, sum_up

# What a source gives, a row for everything that counts as if it happened now, in this order.
STAGED = {
    "day": "date",
    **dict.fromkeys(("client", "team", "service", "spot", "came_by", "served", "asked", "answered"), "bigint"),
    **dict.fromkeys(("achieved", "felt"), "smallint"),  # null: not said
    "weight": "bigint",
    "members": "text",  # as shapes.listed writes it
    "qualities": "smallint",  # null: there is no answer
}
_STAGE = "tallies_counting"


class Source(NamedTuple):
    """A query that gives the columns of STAGED, and its parameters."""

    statement: str
    given: Sequence[Any]


def recount_days(*, first: date, last: date, read: Callable[[date, date], Source]) -> int:
    """Throw away the tallies of the months of these days and count them afresh from what `read(first, last)` gives.

    The changes that wait for these days are thrown away too, since what is read holds them already. All is seen at one
    moment: where the database would let somebody write in between, that write makes this fail and it is to be run
    again. Answers that come in later are folded as ever.
    """
    first, last = whole("month", first)[0], whole("month", last)[1] - ONE
    with transaction.atomic(), connection.cursor() as cursor:
        _see_one_moment()
        Delta.objects.filter(day__gte=first, day__lte=last).delete()
        source = read(first, last)
        columns = ", ".join(f"{name} {kind}" for name, kind in STAGED.items())
        cursor.execute(f"CREATE TEMPORARY TABLE {_STAGE} ({columns})")
        try:
            cursor.execute(f"INSERT INTO {_STAGE} {source.statement}", source.given)
            counted = int(cursor.rowcount)
            for rollup in (MEMBERS, QUALITIES, *(family.day for family in FAMILIES)):
                bounds = f"{rollup.unit} BETWEEN %s AND %s"
                cursor.execute(f"DELETE FROM {rollup.table} WHERE {bounds}", [first, last])
            _count_clients(cursor)
            _gather(cursor, SPOTS.day, CLIENTS.day, first, last)
            _gather(cursor, PLAIN.day, SPOTS.day, first, last)
            _count_members(cursor)
            _count_qualities(cursor)
        finally:
            cursor.execute(f"DROP TABLE {_STAGE}")
        sum_up(first, last)
    return counted


def _see_one_moment() -> None:
    """On SQLite the only writer is us. PostgreSQL is told to show what was there when we began."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SET LOCAL work_mem = '64MB'")


def _count_clients(cursor: Any) -> None:
    key = listed_names(CLIENTS.day.key)
    cursor.execute(_into(CLIENTS.day) + f"SELECT {key}, {_sums()} FROM {_STAGE} GROUP BY {key}")


def _gather(cursor: Any, rollup: Rollup, of: Rollup, first: date, last: date) -> None:
    """What is kept by less is the same, added up."""
    key, sums = listed_names(rollup.key), ", ".join(f'SUM("{name}")' for name in COLUMNS)
    within = f"FROM {of.table} WHERE day BETWEEN %s AND %s GROUP BY {key}"
    cursor.execute(_into(rollup) + f"SELECT {key}, {sums} {within}", [first, last])


def _count_members(cursor: Any) -> None:
    """An answer counts for each who served. That somebody was served is not counted here."""
    month = _month()
    if connection.vendor == "postgresql":
        rows = f"{_STAGE} s, unnest(string_to_array(s.members, ',')) AS who(id)"
    else:
        rows = f"{_STAGE} s, json_each('[' || s.members || ']') AS who"
    served = "who.id::bigint" if connection.vendor == "postgresql" else "who.value"
    key = f"{month}, {served}, s.team, s.came_by"
    sums = _sums().replace("SUM(served)", "0", 1)
    cursor.execute(_into(MEMBERS) + f"SELECT {key}, {sums} FROM {rows} WHERE s.members <> '' GROUP BY {key}")


def _count_qualities(cursor: Any) -> None:
    more = f"SUM((CASE WHEN came_by > 0 THEN 0 ELSE weight END) - {ALONE})"
    for team in ("team", str(EVERYBODY)):
        key = f"{_month()}, {team}, qualities, COALESCE(felt, 0), COALESCE(achieved, -1)"
        grouped = key if team == "team" else key.replace(f" {team},", "", 1)
        cursor.execute(
            f"INSERT INTO {QUALITIES.table} ({listed_names(QUALITIES.key)}, answers, more) "
            f"SELECT {key}, COUNT(*), {more} FROM {_STAGE} WHERE qualities IS NOT NULL GROUP BY {grouped}"
        )


def _month() -> str:
    return "date_trunc('month', day)::date" if connection.vendor == "postgresql" else "date(day, 'start of month')"


def _into(rollup: Rollup) -> str:
    return f"INSERT INTO {rollup.table} ({listed_names((*rollup.key, *COLUMNS))}) "


def _sums() -> str:
    """Each column as a sum over the staged rows: rules.once, more and squares, in SQL."""
    return ", ".join(f"SUM({_said(name)})" for name in COLUMNS)


_BOTH = "achieved IS NOT NULL AND felt IS NOT NULL"
_WHEN = {
    **{f"achieved_{word}": f"achieved = {n}" for n, word in enumerate(("no", "partly", "yes"))},
    **{f"felt_{face}": f"felt = {face}" for face in range(1, 6)},
    "both": _BOTH,
    "bullseye": "achieved = 2 AND felt = 5",
    "both_yes": "achieved = 2 AND felt IS NOT NULL",
    "both_great": "felt = 5 AND achieved IS NOT NULL",
}
_MORE_WHEN = {
    "more_both": _BOTH,
    "more_bullseye": _WHEN["bullseye"],
    "more_achieved": "achieved IS NOT NULL",
    "more_achieved_yes": "achieved = 2",
    "more_felt": "felt IS NOT NULL",
    "more_felt_5": "felt = 5",
}
_SQUARES_WHEN = {
    "more_squares": _BOTH,
    "more_achieved_squares": "achieved IS NOT NULL",
    "more_felt_squares": "felt IS NOT NULL",
}


def _said(name: str) -> str:
    if name in _WHEN:
        return f"CASE WHEN {_WHEN[name]} THEN 1 ELSE 0 END"
    weight = "(CASE WHEN came_by > 0 THEN 0 ELSE weight END)"  # who came by a door stands for nobody else
    if name in _MORE_WHEN:
        return f"CASE WHEN {_MORE_WHEN[name]} THEN {weight} - {ALONE} ELSE 0 END"
    if name in _SQUARES_WHEN:
        return f"CASE WHEN {_SQUARES_WHEN[name]} THEN {weight} * {weight} - {ALONE * ALONE} ELSE 0 END"
    return name
