"""Adding up changes in memory, one cell per client, day, team, service and way that answers came by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from wellserved.tallies.rules import ALONE, COLUMNS, PLACES, weigh


class Change(NamedTuple):
    """A delta as it lies in its table."""

    client: int
    day: Any  # as the database hands it out and takes it back: a date, or its text
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


Cells = dict[tuple[Any, ...], list[int]]


def fold(changes: Iterable[tuple[Any, ...]], cells: Cells | None = None) -> Cells:
    """Counts by (client, day, team, service, came_by): what was is taken away, what is is added."""
    if cells is None:
        cells = defaultdict(lambda: [0] * len(COLUMNS))
    for client, day, team, service, came_by, served, asked, answered, was, felt_was, now, felt_now, weight in changes:
        cell = cells[client, day, team, service, came_by]
        cell[0] += served
        cell[1] += asked
        cell[2] += answered
        for place in PLACES[was, felt_was]:
            cell[place] -= 1
        for place in PLACES[now, felt_now]:
            cell[place] += 1
        if came_by:  # nobody was drawn for it, and it stands for nobody else
            weight = 0
        if weight != ALONE:
            weigh(cell, PLACES[was, felt_was], weight, -1)
            weigh(cell, PLACES[now, felt_now], weight, 1)
    return cells


def without_client(cells: Cells) -> Cells:
    """The same counts by (day, team, service, came_by)."""
    found: Cells = defaultdict(lambda: [0] * len(COLUMNS))
    for (_, *key), counts in cells.items():
        sums = found[tuple(key)]
        for place, count in enumerate(counts):
            sums[place] += count
    return found
