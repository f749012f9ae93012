"""The same figures as a table to take away."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpResponse

from wellserved.insight.shapes import Figures, PulseFigures
from wellserved.kit.sheets import guarded
from wellserved.measures import Interval

RATES = ("bullseye", "achieved", "felt")
HEAD = (
    *("what", "name", "from", "to", "served", "asked", "answered", "by_doors"),
    *(f"{rate}{part}" for rate in RATES for part in ("", "_low", "_high", "_n")),
    *("felt_mean", "achieved_only", "felt_only", "too_few"),
)


def figures_csv(seen: PulseFigures) -> str:
    """All of a Pulse page: the whole, each group, each week. Shares are numbers from 0 to 1."""
    return as_csv(HEAD, _rows(seen))


def as_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as text; what a spreadsheet would take for a formula is guarded."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    for row in rows:
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue()


def csv_answer(name: str, table: str) -> HttpResponse:
    """A table to take away under this name."""
    answer = HttpResponse(table, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _rows(seen: PulseFigures) -> Iterator[list[object]]:
    days = (seen.period.first or "", seen.period.last or "")
    yield ["all", "", *days, *_cells(seen.total)]
    for what, groups in (("team", seen.teams), ("service", seen.services), ("client", seen.clients)):
        for group in groups:
            yield [what, group.name, *days, *_cells(group.figures)]
    for week in seen.trend.weeks:
        yield ["week", f"{week.monday:%G}-W{week.number:02d}", week.monday, "", *_cells(week.figures)]


def _cells(figures: Figures) -> list[object]:
    rates = [cell for rate in RATES for cell in interval_cells(getattr(figures, rate))]
    one_sided = [figures.one_sided.achieved, figures.one_sided.felt]
    few = "yes" if figures.too_few else "no"
    return [
        figures.served,
        figures.asked,
        figures.answered,
        figures.by_doors,
        *rates,
        _number(figures.felt_mean),
        *one_sided,
        few,
    ]


def interval_cells(rate: Interval) -> list[object]:
    """Estimate, low, high and n."""
    return [_number(rate.estimate), _number(rate.low), _number(rate.high), rate.n]


def _number(value: float | None) -> object:
    return "" if value is None else round(value, 6)
