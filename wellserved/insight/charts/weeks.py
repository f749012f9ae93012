"""The weekly trend as a chart: what it is drawn from, and what it says in a sentence."""

from __future__ import annotations

from typing import Any

from wellserved.insight.charts.axes import labelled, shares
from wellserved.insight.rules import WEEKS_FOR_A_BAND
from wellserved.insight.shapes import Trend, Week


def title(trend: Trend, this_year: int) -> str:
    """ "Bullseyes by week, since July" """
    if not trend.weeks:
        return "Bullseyes by week"
    first = trend.weeks[0].monday
    return f"Bullseyes by week, since {first:%B}" + ("" if first.year == this_year else f" {first.year}")


def sentence(trend: Trend) -> str:
    """What to see."""
    weeks = len(trend.answered_weeks)
    if not trend.has_band:
        return (
            f"{weeks} {'week has' if weeks == 1 else 'weeks have'} answers so far. From {WEEKS_FOR_A_BAND} on, "
            "a band shows what is ordinary wobble; until then, no week is news."
        )
    if not trend.signals:
        return "Inside the band is ordinary wobble. No week has left it."
    away = [f"{week.number}" for week in trend.signals]
    if len(away) == 1:
        week = trend.signals[0]
        way = "lower" if _share(week) < (trend.centre or 0) else "higher"
        return f"Inside the band is ordinary wobble. Week {away[0]} was not: it was {way} than chance explains."
    return f"Inside the band is ordinary wobble. Weeks {', '.join(away[:-1])} and {away[-1]} were not."


def drawn_from(trend: Trend, width: int, height: int, labels: int) -> dict[str, Any]:
    """The data of specs.weeks."""
    weeks = trend.weeks
    low, high, marks = shares(_values(trend))
    return {
        "points": [_point(i, week) for i, week in enumerate(weeks)],
        "labels": [[at, f"wk {weeks[at].number}"] for at in labelled(len(weeks), labels)],
        "domain": [low, high],
        "marks": marks,
        "has_band": trend.has_band,
        "centre": round(trend.centre, 4) if trend.centre is not None else None,
        "width": width,
        "height": height,
    }


def says(week: Week) -> str:
    """One week in words, as it is shown on hover and focus."""
    figure, day = week.figures, f"{week.monday.day} {week.monday:%B}"
    rate = figure.bullseye
    if rate.estimate is None or rate.low is None or rate.high is None:
        return f"Week {week.number}, from {day}: no answers with both sides"
    if figure.too_few:
        return f"Week {week.number}, from {day}: {figure.n} answers, too few to say"
    ends = f"between {rate.low * 100:.0f} and {rate.high * 100:.0f}"
    return f"Week {week.number}, from {day}: {rate.estimate * 100:.0f}%, {ends}, of {figure.n:,} answers"


def _point(i: int, week: Week) -> dict[str, Any]:
    rate = week.figures.bullseye.estimate
    kind = "signal" if week.signal else "few" if week.figures.too_few else "plain"
    return {
        "i": i,
        "from": i - 0.5,
        "to": i + 0.5,
        "rate": None if rate is None else round(rate, 4),
        "low": None if week.low is None else round(week.low, 4),
        "high": None if week.high is None else round(week.high, 4),
        "kind": kind,
        "says": says(week),
    }


def _values(trend: Trend) -> list[float]:
    edges = [edge for week in trend.weeks for edge in (week.low, week.high) if edge is not None]
    return [_share(week) for week in trend.answered_weeks] + edges


def _share(week: Week) -> float:
    return week.figures.bullseye.estimate or 0.0
