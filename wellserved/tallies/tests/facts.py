"""What is true, plainly kept and plainly counted: what the tallies are held to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from wellserved.tallies.models import QualityMonthTally
from wellserved.tallies.recounting import STAGED, Source
from wellserved.tallies.rollups import EVERYBODY, FAMILIES, MEMBERS, QUALITIES, Rollup
from wellserved.tallies.rules import COLUMNS
from wellserved.tallies.shapes import DeltaIn

ALL_ROLLUPS: tuple[Rollup, ...] = (
    *(rollup for family in FAMILIES for rollup in (family.day, *family.coarser)),
    MEMBERS,
    QUALITIES,
)
Cells = dict[tuple[Any, ...], dict[str, int]]


@dataclass(frozen=True)
class Said:
    """What stands as an answer."""

    achieved: int | None
    felt: int | None
    qualities: int = 0


@dataclass
class Fact:
    """An interaction: where it is counted, who served, whether it was asked about, and what was said."""

    day: date
    team: int
    service: int
    client: int
    spot: int
    members: tuple[int, ...]
    came_by: int = 0
    weight: int = 1000
    served: int = 0
    asked: int = 0
    said: Said | None = None

    def change(self, *, served: int = 0, asked: int = 0, now: Said | str | None = "same") -> DeltaIn:
        """The delta of what happens now; it has happened afterwards."""
        before, after = self.said, self.said if isinstance(now, str) else now
        self.served, self.asked, self.said = self.served + served, self.asked + asked, after
        quiet = isinstance(now, str)
        return DeltaIn(
            self.day,
            self.team,
            self.service,
            self.client,
            served,
            asked,
            answered=int(after is not None) - int(before is not None),
            achieved_before=None if quiet or not before else before.achieved,
            felt_before=None if quiet or not before else before.felt,
            achieved_after=None if quiet or not after else after.achieved,
            felt_after=None if quiet or not after else after.felt,
            came_by=self.came_by,
            weight=self.weight,
            spot=self.spot,
            members=",".join(map(str, self.members)),
            qualities_before=None if quiet or not before else before.qualities,
            qualities_after=None if quiet or not after else after.qualities,
        )

    def afresh(self) -> tuple[Any, ...]:
        """As counting afresh reads it: the order of STAGED."""
        said = self.said or Said(None, None)
        key = (self.day, self.client, self.team, self.service, self.spot, self.came_by)
        counted = (self.served, self.asked, int(self.said is not None), said.achieved, said.felt, self.weight)
        return (*key, *counted, ",".join(map(str, self.members)), said.qualities if self.said else None)


def begin(unit: str, day: date) -> date:
    if unit == "month":
        return date(day.year, day.month, 1)
    return day - timedelta(days=day.isoweekday() - 1) if unit == "week" else day


def counts_of(fact: Fact) -> dict[str, int]:
    """What this alone adds to the columns of a cell."""
    found = dict.fromkeys(COLUMNS, 0)
    found |= {"served": fact.served, "asked": fact.asked, "answered": int(fact.said is not None)}
    if fact.said is None:
        return found
    got, felt = fact.said.achieved, fact.said.felt
    weight = 0 if fact.came_by else fact.weight
    more, squares = weight - 1000, weight**2 - 1000**2
    if got is not None:
        found["achieved_" + ("no", "partly", "yes")[got]] = 1
        found |= {"more_achieved": more, "more_achieved_yes": more * (got == 2), "more_achieved_squares": squares}
    if felt is not None:
        found[f"felt_{felt}"] = 1
        found |= {"more_felt": more, "more_felt_5": more * (felt == 5), "more_felt_squares": squares}
    if got is not None and felt is not None:
        found |= {"both": 1, "both_yes": int(got == 2), "both_great": int(felt == 5)}
        found |= {"bullseye": int(got == 2 and felt == 5), "more_both": more, "more_squares": squares}
        found["more_bullseye"] = more * (got == 2 and felt == 5)
    return found


def counted(facts: list[Fact]) -> dict[Rollup, Cells]:
    """Every table as it ought to be, without the rows that say nothing."""
    found: dict[Rollup, Cells] = {rollup: defaultdict(lambda: defaultdict(int)) for rollup in ALL_ROLLUPS}
    for fact in facts:
        columns = counts_of(fact)
        for rollup in ALL_ROLLUPS[:-2]:
            key = (begin(rollup.unit, fact.day), *(getattr(fact, name) for name in rollup.by))
            _raise(found[rollup], key, columns)
        for member in fact.members:
            key = (begin("month", fact.day), member, fact.team, fact.came_by)
            _raise(found[MEMBERS], key, columns | {"served": 0})
        if fact.said:
            achieved = -1 if fact.said.achieved is None else fact.said.achieved
            more = (0 if fact.came_by else fact.weight) - 1000
            for team in (fact.team, EVERYBODY):
                key = (begin("month", fact.day), team, fact.said.qualities, fact.said.felt or 0, achieved)
                _raise(found[QUALITIES], key, {"answers": 1, "more": more})
    return {rollup: _those_that_say_something(cells) for rollup, cells in found.items()}


def reading(facts: list[Fact]) -> Any:
    """What counting afresh is handed: all that is true of these days."""

    def read(first: date, last: date) -> Source:
        rows = [fact.afresh() for fact in facts if first <= fact.day <= last]
        marks = f"({', '.join(['%s'] * len(STAGED))})"
        if not rows:
            return Source(f"SELECT {', '.join(['NULL'] * len(STAGED))} WHERE 1 = 0", [])
        return Source(f"VALUES {', '.join([marks] * len(rows))}", [value for row in rows for value in row])

    return read


def kept() -> dict[Rollup, Cells]:
    """Every table as it is, without the rows that say nothing."""
    found: dict[Rollup, Cells] = {}
    for rollup in ALL_ROLLUPS:
        columns = ("answers", "more") if rollup.model is QualityMonthTally else COLUMNS
        rows = rollup.model._default_manager.values_list(*rollup.key, *columns)
        wide = len(rollup.key)
        found[rollup] = _those_that_say_something(
            {row[:wide]: dict(zip(columns, row[wide:], strict=True)) for row in rows}
        )
    return found


def _raise(cells: Cells, key: tuple[Any, ...], by: dict[str, int]) -> None:
    for name, count in by.items():
        cells[key][name] += count


def _those_that_say_something(cells: Cells) -> Cells:
    return {key: dict(counts) for key, counts in cells.items() if any(counts.values())}
