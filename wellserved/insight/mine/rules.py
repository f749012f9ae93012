"""A member's own months, and which days they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wellserved.insight import rules
from wellserved.insight.shapes import Figures

MONTHS = 12


@dataclass(frozen=True)
class Month:
    """One month, by its first day."""

    first: date
    figures: Figures


def first_of(today: date) -> date:
    """The first day of the twelve months that end with this one.

    >>> first_of(date(2026, 11, 22)), first_of(date(2026, 12, 31))
    (datetime.date(2025, 12, 1), datetime.date(2026, 1, 1))
    """
    months = today.year * 12 + today.month - MONTHS
    return date(months // 12, months % 12 + 1, 1)


def months_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Month, ...]:
    """The months that have answers, the newest first."""
    found = (Month(row["month"], rules.figures(row)) for row in rows)
    return tuple(sorted((one for one in found if one.figures.n), key=lambda one: one.first, reverse=True))


def all_of(rows: Iterable[Mapping[str, Any]]) -> Figures:
    """All of them together."""
    sums = dict(rules.EMPTY)
    for row in rows:
        for name in sums:
            sums[name] += row.get(name, 0)
    return rules.figures(sums)
