"""A client's months as a chart, and as sentences."""

from __future__ import annotations

from typing import Any

from wellserved.insight.baselines.rules import NEEDED
from wellserved.insight.baselines.shapes import Baseline, Month, Shift
from wellserved.insight.charts.axes import labelled, shares
from wellserved.measures import Interval


def sentence(baseline: Baseline) -> str:
    """What to see, above the chart."""
    if not baseline.levels:
        months = f"{baseline.judged} {'month' if baseline.judged == 1 else 'months'}"
        return f"{months} with answers so far. {NEEDED} make a baseline; until then, no month is news."
    level = baseline.levels[-1].rate
    if baseline.latest is None:
        return f"They usually find us at {percent(level)}, {between(level)}. That has not shifted."
    return f"Since {month_name(baseline.latest)} they find us at {percent(level)}, {between(level)}."


def told(shift: Shift) -> str:
    """One shift in words: from where to where, and when it was certain."""
    words = (
        f"From {percent(shift.before)} ({between(shift.before)}) before {month_name(shift)} "
        f"to {percent(shift.after)} ({between(shift.after)}) in the months in which it showed."
    )
    return words if shift.seen == shift.since else f"{words} It was certain in {shift.seen:%B %Y}."


def says(month: Month) -> str:
    """One month in words, as it is shown on hover and focus."""
    rate, name = month.rate, f"{month.first:%B %Y}"
    if rate.too_few:
        return f"{name}: {rate.n} {'answer' if rate.n == 1 else 'answers'}, too few to say"
    more = ", and the month still runs" if not month.judged else ", the first at a new level" if month.shifted else ""
    return f"{name}: {percent(rate)}, {between(rate)}, of {rate.n:,} answers{more}"


def month_name(shift: Shift) -> str:
    return f"{shift.since:%B %Y}"


def percent(rate: Interval) -> str:
    return f"{(rate.estimate or 0) * 100:.0f}%"


def between(rate: Interval) -> str:
    return f"between {(rate.low or 0) * 100:.0f} and {(rate.high or 0) * 100:.0f}"


def drawn_from(baseline: Baseline, width: int, height: int, labels: int) -> dict[str, Any]:
    """The data of specs.weeks."""
    months = baseline.months
    edges = [edge for month in months for edge in (month.low, month.high) if edge is not None]
    low, high, marks = shares([month.rate.estimate or 0 for month in months] + edges)
    place = {month.first: i for i, month in enumerate(months)}
    return {
        "points": [_point(i, month) for i, month in enumerate(months)],
        "labels": [[at, f"{months[at].first:%b %y}"] for at in labelled(len(months), labels)],
        "domain": [low, high],
        "marks": marks,
        "has_band": bool(baseline.levels),
        "levels": [
            {"from": place[level.first] - 0.5, "to": place[level.last] + 0.5, "centre": _cut(level.rate.estimate)}
            for level in baseline.levels
        ],
        "width": width,
        "height": height,
    }


def _point(i: int, month: Month) -> dict[str, Any]:
    few = month.rate.too_few or not month.judged
    return {
        "i": i,
        "from": i - 0.5,
        "to": i + 0.5,
        "rate": _cut(month.rate.estimate),
        "low": _cut(month.low),
        "high": _cut(month.high),
        "kind": "signal" if month.shifted else "few" if few else "plain",
        "says": says(month),
    }


def _cut(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
