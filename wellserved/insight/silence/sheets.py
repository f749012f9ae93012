"""Who answers, as a table to take away. Shares are numbers from 0 to 1."""

from __future__ import annotations

from collections.abc import Iterator

from wellserved.insight.looking import Look
from wellserved.insight.sheets import interval_cells, rate_columns
from wellserved.insight.silence.shapes import Silence
from wellserved.kit.tables import Cell, Column, Table, columns

HEAD = (
    *columns("what name"),
    *columns("from to", "day"),
    *columns("asked answered", "whole"),
    *rate_columns("rate"),
    Column("quieter", "yes"),
)


def silence_table(seen: Silence, look: Look) -> Table:
    """The whole, each group, then the rates as answered and weighted."""
    return Table(HEAD, _rows(seen, look))


def _rows(seen: Silence, look: Look) -> Iterator[tuple[Cell, ...]]:
    days = (look.period.first, look.period.last)
    for what, group in [("all", seen.total), *((each.key, group) for each in seen.dimensions for group in each.groups)]:
        yield what, group.name, *days, group.asked, group.answered, *interval_cells(group.rate), group.quieter
    for rate in seen.weighing.rates if seen.weighing else ():
        yield f"{rate.name} as answered", "", *days, None, None, *interval_cells(rate.plain), None
        yield f"{rate.name} weighted", "", *days, None, None, *interval_cells(rate.weighted), None
