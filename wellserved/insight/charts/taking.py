"""A chart as a file: the page's own address with ?chart=…&take=png, so that who may see the page may take it."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse

from wellserved.insight.charts.chart import Chart, in_the_address
from wellserved.insight.charts.easel import printed
from wellserved.insight.sheets import as_csv

TYPES = {"png": "image/png", "svg": "image/svg+xml", "csv": "text/csv; charset=utf-8"}


def taken(request: HttpRequest, charts: Sequence[Chart]) -> HttpResponse | None:
    """The file that the address asks for; None if it asks for the page."""
    kind = request.GET.get("take", "")
    if not kind:
        return None
    chart = in_the_address(charts, request.GET.get("chart", ""))
    if chart is None or kind not in TYPES:
        raise Http404
    content = chart_csv(chart) if kind == "csv" else picture(chart, kind)
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type=TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{chart.key}.{kind}"'
    return answer


def picture(chart: Chart, kind: str = "svg") -> bytes | None:
    """The chart for paper and mail: title and sentence within it, in the colours of the light."""
    if not chart.wide:
        return None
    return printed(chart.name, {**chart.wide, "title": chart.title, "subtitle": chart.sentence}, kind)


def chart_csv(chart: Chart) -> str:
    rows = ([round(cell, 6) if isinstance(cell, float) else cell for cell in row] for row in chart.table.rows)
    return as_csv([column.title for column in chart.table.columns], rows)
