"""The tables that changes are folded into: what each is kept by, and which of them hold what was asked for."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from django.db.models import Model

from wellserved.tallies import models


class Rollup(NamedTuple):
    """A table of counts: a unit of time, and what it is kept by beside."""

    model: type[Model]
    unit: str  # day, week or month: the name of its column too
    by: tuple[str, ...]

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def key(self) -> tuple[str, ...]:
        return (self.unit, *self.by)

    def holds(self, names: Collection[str]) -> bool:
        return set(names) <= set(self.by)


class Family(NamedTuple):
    """Tables that say the same by the day, the week and the month; coarser ones may be kept by less."""

    day: Rollup
    coarser: tuple[Rollup, ...]


PLAIN = Family(
    Rollup(models.DayTally, "day", ("team", "service", "came_by")),
    (
        Rollup(models.WeekTally, "week", ("team", "came_by")),
        Rollup(models.MonthTally, "month", ("team", "service", "came_by")),
    ),
)
SPOTS = Family(
    Rollup(models.SpotDayTally, "day", ("team", "service", "spot", "came_by")),
    (
        Rollup(models.SpotWeekTally, "week", ("team", "spot", "came_by")),
        Rollup(models.SpotMonthTally, "month", ("team", "service", "spot", "came_by")),
    ),
)
CLIENTS = Family(
    Rollup(models.ClientDayTally, "day", ("client", "team", "service", "spot", "came_by")),
    (
        Rollup(models.ClientMonthTally, "month", ("client", "came_by")),
        Rollup(models.ClientWeekTally, "week", ("client", "team", "service", "came_by")),
    ),
)
FAMILIES = (PLAIN, SPOTS, CLIENTS)  # the smallest first
MEMBERS = Rollup(models.MemberMonthTally, "month", ("member", "team", "came_by"))
QUALITIES = Rollup(models.QualityMonthTally, "month", ("team", "qualities", "felt", "achieved"))
EVERYBODY = -1  # the team that stands for all of them, where qualities are counted


def family_of(names: Collection[str]) -> Family:
    """The smallest that is kept by all of these."""
    return next(family for family in FAMILIES if family.day.holds(names))
