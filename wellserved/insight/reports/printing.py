"""The monthly page on paper: one page A4, as many lines as there is room for."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from wellserved.insight.charts.easel import printed
from wellserved.insight.reports.shapes import Said
from wellserved.kit.text import beginning
from wellserved.kit.typeset import in_our_letters, reads_from_the_right, typeset

TEMPLATE = Path(__file__).resolve().parent / "print" / "report.typ"
STEPS = ((4, 240, 10), (3, 200, 10), (2, 160, 8), (1, 160, 6), (1, 90, 4), (0, 0, 3))  # quotes, their letters, groups
CELLS = 60


def report_pdf(said: Said) -> bytes:
    """The first step that fits on one page. The figures are the last to go."""
    for quotes, letters, groups in STEPS:
        short = tuple(replace(one, words=beginning(one.words, letters)) for one in said.quotes[:quotes])
        set_ = typeset(TEMPLATE, _page(replace(said, quotes=short, groups=said.groups[:groups])))
        if set_.pages == 1:
            return set_.pdf
    raise ValueError("The monthly page fits on no page")  # three lines always do


def chart_of(said: Said, kind: str) -> bytes | None:
    """Its chart as "svg" or "png", on white; None where there is none."""
    return printed("weeks", said.chart, kind) if said.chart else None


def _page(said: Said) -> dict[str, Any]:
    page = asdict(said)
    chart = chart_of(said, "svg")
    page["chart"] = chart.decode() if chart else ""
    for name in ("organisation", "about"):
        page[name] = _letters(beginning(page[name], 90))
    page["groups"] = [[_letters(beginning(row[0], CELLS)), *row[1:]] for row in said.groups]
    page["quotes"] = [
        {
            "words": _letters(one.words),
            "who": _letters(beginning(one.who, CELLS)),
            "title": _letters(beginning(one.title, 90)),
            "right": reads_from_the_right(one.words),
        }
        for one in said.quotes
    ]
    return page


def _letters(text: str) -> str:
    return in_our_letters(text)[0]
