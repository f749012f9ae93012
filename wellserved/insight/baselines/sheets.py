"""The same months as a table to take away. Shares are numbers from 0 to 1."""

from __future__ import annotations

from collections.abc import Iterator

from wellserved.insight.baselines.shapes import Baseline
from wellserved.kit.tables import Cell, Column, Table, columns

HEAD = (
    Column("month"),
    *columns("bullseye low high", "number"),
    Column("n", "whole"),
    *columns("ordinary_low ordinary_high", "number"),
    Column("level", "whole"),
    *columns("new_level over", "yes"),
)


def months_table(baseline: Baseline) -> Table:
    return Table(HEAD, _rows(baseline))


def _rows(baseline: Baseline) -> Iterator[tuple[Cell, ...]]:
    for month in baseline.months:
        rate = month.rate
        level = None if month.level is None else month.level + 1
        shares = (rate.estimate, rate.low, rate.high, rate.n)
        yield f"{month.first:%Y-%m}", *shares, month.low, month.high, level, month.shifted, month.judged
