"""One chart as a page shows it: a title, a sentence that says what to see, the drawing, its table, and its files.

A page makes its charts with `Chart(…)`, asks `taken(request, charts)` first, and includes "insight/chart.html".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from django.utils.safestring import SafeString

from wellserved.insight.charts.easel import draw
from wellserved.insight.charts.svg import dressed
from wellserved.kit.tables import KINDS as TABLE_KINDS

Cell = str | int | float | None
WIDE, NARROW = 960, 300


@dataclass(frozen=True)
class Column:
    """What a column of the table holds. A share from 0 to 1 is shown in percent, and taken away as it is."""

    title: str
    kind: Literal["text", "count", "share", "points", "number"] = "text"

    @property
    def is_number(self) -> bool:
        return self.kind != "text"


@dataclass(frozen=True)
class Table:
    """The same that the chart shows, to read and to take away."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def shown(self) -> list[list[tuple[str, Column]]]:
        return [
            [(_shown(cell, column), column) for cell, column in zip(row, self.columns, strict=True)]
            for row in self.rows
        ]


@dataclass(frozen=True)
class Chart:
    """`name` is one of specs.SPECS; `wide` and `narrow` are what it is drawn from (None: too little to draw).

    `key` tells the charts of a page apart in its address. `down` says that its points stand below one another.
    """

    key: str
    name: str
    title: str
    sentence: str
    table: Table
    wide: Mapping[str, Any] | None = None
    narrow: Mapping[str, Any] | None = None
    down: bool = False
    query: str = ""  # what the page's address holds, "?team=3"; its files are asked for there
    notes: tuple[Any, ...] = field(default=())  # what stands below it: annotations, by letter

    @cached_property
    def drawn(self) -> list[SafeString]:
        """The drawing for wide and for narrow places; empty where it could not be drawn."""
        found = []
        for css_class, data in (("chart wide", self.wide), ("chart narrow", self.narrow)):
            svg = draw(self.name, dict(data)) if data else None
            found.append(dressed(svg, f"{self.title}. {self.sentence}", css_class) if svg else None)
        return [one for one in found if one] if all(found) else []

    @property
    def files(self) -> list[tuple[str, str]]:
        """What can be taken away: what it is called, and its address."""
        base = f"{self.query}&" if "=" in self.query else "?"
        kinds = (("PNG", "png"), ("SVG", "svg"), *TABLE_KINDS) if self.drawn else TABLE_KINDS
        return [(name, f"{base}chart={self.key}&take={kind}") for name, kind in kinds]


def _shown(cell: Cell, column: Column) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if column.kind == "share":
        return f"{cell * 100:.0f}%"
    if column.kind == "points":
        return f"{cell * 100:+.0f}".replace("-", "−")
    return f"{cell:,}" if column.kind == "count" else f"{cell:,.2f}"


def in_the_address(charts: Sequence[Chart], key: str) -> Chart | None:
    return next((chart for chart in charts if chart.key == key), None)
