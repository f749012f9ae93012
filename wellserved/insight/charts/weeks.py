"""The weekly trend as a chart: what it is drawn from, and what it says in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from string import ascii_uppercase
from typing import Any

from wellserved.insight.charts.axes import labelled, shares
from wellserved.insight.charts.chart import NARROW, WIDE, Chart, Column, Table
from wellserved.insight.rules import WEEKS_FOR_A_BAND
from wellserved.insight.shapes import Note, Trend, Week

HEIGHT = 190
MOST_NOTES = 12  # letters that a chart can bear
COLUMNS = (
    Column("Week"),
    Column("From"),
    Column("Bullseyes", "share"),
    Column("Low", "share"),
    Column("High", "share"),
    Column("Band from", "share"),
    Column("Band to", "share"),
    Column("Answers", "count"),
    Column("What to say"),
)


def weeks_chart(trend: Trend, this_year: int, query: str = "", notes: Sequence[Note] = ()) -> Chart:
    """The trend as a page shows it, annotations by letter."""
    shown = _lettered(trend, notes)
    places = [(at, note.letter) for at, note in shown]
    able = len(trend.answered_weeks) > 1
    return Chart(
        key="weeks",
        name="weeks",
        title=title(trend, this_year),
        sentence=sentence(trend),
        table=Table(COLUMNS, tuple(_row(week) for week in reversed(trend.weeks))),
        wide=drawn_from(trend, WIDE, HEIGHT, 5, places) if able else None,
        narrow=drawn_from(trend, NARROW, HEIGHT, 3, places) if able else None,
        query=query,
        notes=tuple(note for _, note in shown),
    )


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


def drawn_from(
    trend: Trend, width: int, height: int, labels: int, notes: Sequence[tuple[float, str]] = ()
) -> dict[str, Any]:
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
        "notes": [{"i": at, "letter": letter} for at, letter in notes],
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


def _lettered(trend: Trend, notes: Sequence[Note]) -> list[tuple[float, Note]]:
    """The notes that fall into the weeks shown, the oldest A; where on the chart each stands."""
    if not trend.weeks:
        return []
    first, end = trend.weeks[0].monday, len(trend.weeks)
    places = sorted(((note.day - first).days / 7 - 0.5, note) for note in notes)
    inside = [(at, note) for at, note in places if -0.5 <= at < end - 0.5][-MOST_NOTES:]
    return [(round(max(-0.4, at), 2), replace(note, letter=ascii_uppercase[i])) for i, (at, note) in enumerate(inside)]


def _row(week: Week) -> tuple[str | int | float | None, ...]:
    rate, few = week.figures.bullseye, week.figures.too_few
    said = "outside the band" if week.signal else ("too few to say" if week.figures.n else "no answers") if few else ""
    rates = (None, None, None) if few else (rate.estimate, rate.low, rate.high)
    return f"{week.number}", f"{week.monday.day} {week.monday:%B %Y}", *rates, week.low, week.high, week.figures.n, said


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
