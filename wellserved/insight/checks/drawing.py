"""The weeks before and after as one chart: each side with its own band."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from wellserved.improvements.shapes import Weeks
from wellserved.insight.charts.axes import labelled, shares
from wellserved.measures import p_prime, wilson

FEW = 8


@dataclass(frozen=True)
class Point:
    """One week of the number. `after`: it was done by then."""

    monday: date
    k: int
    n: int
    low: float | None
    high: float | None
    after: bool

    @property
    def rate(self) -> float | None:
        return self.k / self.n if self.n else None

    @property
    def says(self) -> str:
        day = f"Week from {self.monday.day} {self.monday:%B %Y}"
        if self.rate is None:
            return f"{day}: no answers"
        rate = wilson(self.k, self.n)
        ends = f"between {(rate.low or 0) * 100:.0f} and {(rate.high or 0) * 100:.0f}"
        side = "after it was done" if self.after else "before"
        return f"{day}, {side}: {self.rate * 100:.0f}%, {ends}, of {self.n:,} answers"


def points_of(before: Weeks, after: Weeks) -> list[Point]:
    return [*_side(before, False), *_side(after, True)]


def drawn_from(points: list[Point], width: int, height: int, labels: int) -> dict[str, Any]:
    """The data of specs.weeks."""
    rates = [point.rate for point in points if point.rate is not None]
    edges = [edge for point in points for edge in (point.low, point.high) if edge is not None]
    low, high, marks = shares(rates + edges)
    return {
        "points": [
            {
                "i": i,
                "from": i - 0.5,
                "to": i + 0.5,
                "rate": _cut(point.rate),
                "low": _cut(point.low),
                "high": _cut(point.high),
                "kind": "few" if point.n < FEW else "plain",
                "says": point.says,
            }
            for i, point in enumerate(points)
        ],
        "labels": [[at, f"{points[at].monday.day} {points[at].monday:%b}"] for at in labelled(len(points), labels)],
        "domain": [low, high],
        "marks": marks,
        "has_band": bool(edges),
        "levels": _levels(points),
        "width": width,
        "height": height,
    }


def _side(weeks: Weeks, after: bool) -> list[Point]:
    chart = p_prime(weeks.counts, weeks.sizes)
    return [
        Point(weeks.first + timedelta(weeks=i), k, n, chart.lower[i], chart.upper[i], after)
        for i, (k, n) in enumerate(zip(weeks.counts, weeks.sizes, strict=True))
    ]


def _levels(points: list[Point]) -> list[dict[str, Any]]:
    """The share over all weeks of each side."""
    found = []
    for after in (False, True):
        at = [i for i, point in enumerate(points) if point.after == after]
        n = sum(points[i].n for i in at)
        if n:
            centre = sum(points[i].k for i in at) / n
            found.append({"from": at[0] - 0.5, "to": at[-1] + 0.5, "centre": _cut(centre)})
    return found


def _cut(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
