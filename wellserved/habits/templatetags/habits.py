"""Filters: {{ rate|in_percent }}, {{ weeks|adoption_picture }}, {{ spans|felt_picture }}, {{ tap|word }}."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

from wellserved.habits.models import Tap
from wellserved.habits.shapes import FEELINGS, KEPT, Span, WeekTried
from wellserved.measures import Interval

register = template.Library()
WIDTH, HEIGHT, LEFT, TOP = 640, 200, 64, 12
_KEPT, _FEELINGS = dict(KEPT), dict(FEELINGS)


@register.filter
def in_percent(rate: Interval) -> str:
    """ "68% (65–71, of 12)"."""
    if rate.estimate is None or rate.low is None or rate.high is None:
        return "too few to say"
    return f"{rate.estimate * 100:.0f}% ({rate.low * 100:.0f}–{rate.high * 100:.0f}, of {rate.n})"


@register.filter
def of_five(rate: Interval) -> str:
    """ "3.8 (3.1–4.5)"."""
    if rate.estimate is None or rate.low is None or rate.high is None:
        return "too few to say"
    return f"{rate.estimate:.1f} ({rate.low:.1f}–{rate.high:.1f})"


@register.filter
def share(value: float | None) -> str:
    return "" if value is None else f"{value * 100:.0f}%"


@register.filter
def word(tap: Tap | None) -> str:
    """ "Mostly, nearly natural"."""
    if tap is None:
        return ""
    felt = _FEELINGS.get(tap.feeling or 0, "")
    return f"{_KEPT[tap.kept]}, {felt.lower()}" if felt else _KEPT[tap.kept]


@register.filter
def adoption_picture(weeks: Sequence[WeekTried]) -> dict[str, Any]:
    """Where the points of the adoption curve stand, with their ranges; `weeks` the newest first."""
    ordered = list(weeks)[::-1]
    points: list[dict[str, Any]] = [
        {
            "x": _across(i, len(ordered)),
            "y": _down(week.mostly.estimate),
            "low": _down(week.mostly.low or 0),
            "high": _down(week.mostly.high or 0),
        }
        for i, week in enumerate(ordered)
        if week.mostly.estimate is not None
    ]
    return {"points": points, "path": _path([(p["x"], p["y"]) for p in points]), **_frame()}


@register.filter
def felt_picture(spans: Sequence[Span]) -> dict[str, Any]:
    """Two lines of the share of 5, where it is tried and where it is not, and where it began."""
    count = len(spans)
    values = [value for span in spans for value in (span.tried, span.waited) if value is not None]
    least, most = min(values, default=0.0), max(values, default=1.0)
    low, high = max(0.0, least - 0.06), min(1.0, most + 0.06)

    def line(values: list[float | None]) -> list[tuple[float, float]]:
        told = [(i, value) for i, value in enumerate(values) if value is not None]
        return [(_across(i, count), _down((value - low) / (high - low))) for i, value in told]

    tried, waited = line([span.tried for span in spans]), line([span.waited for span in spans])
    began = next((i for i, span in enumerate(spans) if span.began), None)
    return {
        "tried": tried,
        "waited": waited,
        "tried_path": _path(tried),
        "waited_path": _path(waited),
        "began": None if began is None else (_across(began, count) + _across(max(0, began - 1), count)) / 2,
        "marks": [{"y": _down(part), "text": f"{100 * (low + (high - low) * part):.0f}%"} for part in (0, 0.5, 1)],
        **_frame(),
    }


def _frame() -> dict[str, Any]:
    return {
        "width": WIDTH,
        "height": HEIGHT + 2 * TOP,
        "left": LEFT,
        "right": WIDTH - 8,
        "grid": [{"y": _down(part), "text": f"{part * 100:.0f}%"} for part in (0, 0.5, 1)],
    }


def _across(i: int, count: int) -> float:
    return round(LEFT + 12 + (WIDTH - LEFT - 40) * (i / max(1, count - 1)), 1)


def _down(part: float | None) -> float:
    return round(TOP + HEIGHT * (1 - (part or 0)), 1)


def _path(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)
