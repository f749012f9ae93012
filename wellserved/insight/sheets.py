"""The same figures as a table to take away. Shares are numbers from 0 to 1."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from wellserved.insight.shapes import Figures, PulseFigures
from wellserved.kit.tables import Cell, Column, Table, columns
from wellserved.measures import Interval

RATES = ("bullseye", "achieved", "felt")


def rate_columns(*names: str) -> tuple[Column, ...]:
    """What `interval_cells` fills, for each rate."""
    return tuple(
        column
        for name in names
        for column in (*columns(f"{name} {name}_low {name}_high", "number"), Column(f"{name}_n", "whole"))
    )


HEAD = (
    *columns("what name"),
    *columns("from to", "day"),
    *columns("served asked answered by_doors", "whole"),
    *rate_columns(*RATES),
    Column("felt_mean", "number"),
    *columns("achieved_only felt_only", "whole"),
    Column("too_few", "yes"),
)


def figures_table(seen: PulseFigures) -> Table:
    """All of a Pulse page: the whole, each group, each week."""
    return Table(HEAD, _rows(seen))


def interval_cells(rate: Interval) -> tuple[Cell, ...]:
    """Estimate, low, high and n."""
    return rate.estimate, rate.low, rate.high, rate.n


def _rows(seen: PulseFigures) -> Iterator[tuple[Cell, ...]]:
    days = (seen.period.first, seen.period.last)
    yield _row("all", "", days, seen.total)
    for what, groups in (("team", seen.teams), ("service", seen.services), ("client", seen.clients)):
        for group in groups:
            yield _row(what, group.name, days, group.figures)
    for week in seen.trend.weeks:
        yield _row("week", f"{week.monday:%G}-W{week.number:02d}", (week.monday, None), week.figures)


def _row(what: str, name: str, days: tuple[date | None, date | None], figures: Figures) -> tuple[Cell, ...]:
    rates = (cell for rate in RATES for cell in interval_cells(getattr(figures, rate)))
    counts = (figures.served, figures.asked, figures.answered, figures.by_doors)
    one_sided = (figures.one_sided.achieved, figures.one_sided.felt)
    return (what, name, *days, *counts, *rates, figures.felt_mean, *one_sided, figures.too_few)
