"""Adding up changes in memory: what was is taken away, what is is added, cell by cell of every table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from wellserved.tallies.rollups import CLIENTS, EVERYBODY, FAMILIES, MEMBERS, QUALITIES, Rollup
from wellserved.tallies.rules import ALONE, COLUMNS, SIDES, more, once, squares
from wellserved.tallies.spans import whole

Key = tuple[Any, ...]
Numbers = NDArray[np.int64]


class Change(NamedTuple):
    """A delta as it lies in its table."""

    client: int
    day: Any  # a date, or its text
    team: int
    service: int
    came_by: int
    served: int
    asked: int
    answered: int
    achieved_before: int | None
    felt_before: int | None
    achieved_after: int | None
    felt_after: int | None
    weight: int
    spot: int
    members: str
    qualities_before: int | None
    qualities_after: int | None


class Cells(NamedTuple):
    """Some cells of a table, and what each is to be raised by."""

    rollup: Rollup
    keys: Sequence[Key]
    counts: Numbers  # a row for each key

    def as_dict(self) -> dict[Key, dict[str, int]]:
        names = COLUMNS if self.counts.shape[1] == len(COLUMNS) else ("answers", "more")
        return {
            key: dict(zip(names, row, strict=True)) for key, row in zip(self.keys, self.counts.tolist(), strict=True)
        }


def fold(changes: Iterable[tuple[Any, ...]]) -> list[Cells]:
    """The cells that these changes raise, of every table."""
    rows = list(changes)
    if not rows:
        return []
    written = {row[1]: str(row[1]) for row in rows}  # as text: both databases take it, and hand it on unread
    rows = [(row[0], written[row[1]], *row[2:]) for row in rows]
    client, day, team, service, came_by, *_, spot, members, before, after = zip(*rows, strict=True)
    counts = _counted(rows)
    finest = _grouped(CLIENTS.day, list(zip(day, client, team, service, spot, came_by, strict=True)), counts)
    found = []
    for family in FAMILIES:
        found += [_gathered(finest, rollup) for rollup in (family.day, *family.coarser)]
    return [*found, _of_members(rows, members, counts), _of_qualities(rows, before, after)]


@lru_cache(8_192)
def begin_of(unit: str, day: str) -> str:
    """The first day of a day's week or month.

    >>> begin_of("week", "2026-11-22"), begin_of("month", "2026-11-22")
    ('2026-11-16', '2026-11-01')
    """
    return str(whole(unit, date.fromisoformat(day))[0])


_CODES = {sides: at for at, sides in enumerate(SIDES)}
_ONCE, _MORE, _SQUARES = (np.array([row(*sides) for sides in SIDES], dtype=np.int64) for row in (once, more, squares))


def _counted(rows: list[tuple[Any, ...]]) -> Numbers:
    """What each change adds to each column."""
    was = np.array([_CODES[row[8], row[9]] for row in rows])
    now = np.array([_CODES[row[10], row[11]] for row in rows])
    counts: Numbers = _ONCE[now] - _ONCE[was]
    weights = _weights(rows)
    if (weights != ALONE).any():
        counts += (_MORE[now] - _MORE[was]) * (weights - ALONE)[:, None]
        counts += (_SQUARES[now] - _SQUARES[was]) * (weights * weights - ALONE * ALONE)[:, None]
    counts[:, :3] += np.array([row[5:8] for row in rows], dtype=np.int64)
    return counts


def _weights(rows: list[tuple[Any, ...]]) -> Numbers:
    """For how many each stands. Who came by a door was drawn by nobody, and stands for nobody else."""
    return np.array([0 if row[4] else row[12] for row in rows], dtype=np.int64)


def _of_members(rows: list[tuple[Any, ...]], members: Sequence[str], counts: Numbers) -> Cells:
    """An answer counts for each who served. That somebody was served is not counted here."""
    at: list[int] = []
    keys: list[Key] = []
    for place, who in enumerate(members):
        if who:
            _, day, team, _, came_by, *_ = rows[place]
            for member in who.split(","):
                at.append(place)
                keys.append((begin_of("month", day), int(member), team, came_by))
    theirs = counts[at]
    theirs[:, 0] = 0
    return _grouped(MEMBERS, keys, theirs)


def _of_qualities(rows: list[tuple[Any, ...]], before: Sequence[int | None], after: Sequence[int | None]) -> Cells:
    keys: list[Key] = []
    signs: list[int] = []
    at: list[int] = []
    for place, row in enumerate(rows):
        for named, achieved, felt, sign in ((before[place], *row[8:10], -1), (after[place], *row[10:12], 1)):
            if named is not None:
                for team in (row[2], EVERYBODY):
                    month = begin_of("month", row[1])
                    keys.append((month, team, named, felt or 0, -1 if achieved is None else achieved))
                    signs.append(sign)
                    at.append(place)
    each = np.array(signs, dtype=np.int64)
    weighing = each * (_weights(rows)[at] - ALONE) if at else each
    return _grouped(QUALITIES, keys, np.stack([each, weighing], axis=1))


def _gathered(cells: Cells, into: Rollup) -> Cells:
    """The same, by less."""
    if into is cells.rollup:
        return cells
    take = itemgetter(*(cells.rollup.key.index(name) for name in into.key[1:]))
    begins = {day: day if into.unit == "day" else begin_of(into.unit, day) for day in {key[0] for key in cells.keys}}
    keys = [(begins[key[0]], *take(key)) for key in cells.keys]
    return _grouped(into, keys, cells.counts)


def _grouped(rollup: Rollup, keys: list[Key], counts: Numbers) -> Cells:
    """One row for each key, in the keys' order: so two workers never wait for each other crosswise."""
    places = {key: place for place, key in enumerate(sorted(set(keys)))}
    if not places:
        return Cells(rollup, [], counts[:0])
    at = np.fromiter((places[key] for key in keys), dtype=np.int64, count=len(keys))
    order = np.argsort(at, kind="stable")
    begins = np.searchsorted(at[order], np.arange(len(places)))
    sums = np.add.reduceat(counts[order], begins, axis=0)
    return Cells(rollup, list(places), sums)
