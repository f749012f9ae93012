"""A chart as a file: the page's own address with ?chart=…&take=png, so that who may see the page may take it."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse

from wellserved.insight.charts.chart import Chart, in_the_address
from wellserved.insight.charts.easel import printed
from wellserved.kit import tables

KINDS: dict[str, tables.Kind] = {
    "text": "text", "count": "whole", "share": "number", "points": "number", "number": "number",
}  # fmt: skip
PICTURES = {"png": "image/png", "svg": "image/svg+xml"}


def taken(request: HttpRequest, charts: Sequence[Chart]) -> HttpResponse | None:
    """The file that the address asks for; None if it asks for the page."""
    kind = request.GET.get("take", "")
    if not kind:
        return None
    chart = in_the_address(charts, request.GET.get("chart", ""))
    if chart is None:
        raise Http404
    if kind not in PICTURES:
        return tables.table_answer(request, chart.key, chart_table(chart))
    content = picture(chart, kind)
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type=PICTURES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{chart.key}.{kind}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def picture(chart: Chart, kind: str = "svg") -> bytes | None:
    """The chart for paper and mail: title and sentence within it, in the colours of the light."""
    if not chart.wide:
        return None
    return printed(chart.name, {**chart.wide, "title": chart.title, "subtitle": chart.sentence}, kind)


def chart_table(chart: Chart) -> tables.Table:
    """The chart's table as it is taken away: shares and points are numbers from 0 to 1."""
    columns = tuple(tables.Column(column.title, KINDS[column.kind]) for column in chart.table.columns)
    return tables.Table(columns, chart.table.rows)
