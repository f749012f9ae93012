"""What each chart looks like, in Vega-Lite: ink for the line, wash for the expected band, one red dot for a signal.

Only the easel's own process imports this: Altair and vl-convert take much memory. `title` and `subtitle` in the data
are drawn for paper; on a page they stand above the chart.
"""

from __future__ import annotations

from typing import Any

import altair as alt

INK, SOFT, WASH, TARGET, SHEET = "var(--ink)", "var(--soft)", "var(--wash)", "var(--target)", "var(--sheet)"
EDGE = "var(--bar-2)"
DOTS = (("plain", 34, INK, INK), ("few", 26, SHEET, SOFT), ("signal", 150, TARGET, TARGET))
LETTER = 13


def weeks(data: dict[str, Any]) -> Any:
    """A share by week or month. `points`: i, rate, low, high, kind (plain, few, signal), says; `labels`: i -> text.

    `centre` runs through all points; `levels` (from, to, centre) take its place where it changed on the way. `notes`
    (i, letter) say where something happened.
    """
    ticks = {str(at): text for at, text in data["labels"]}
    x = alt.X(
        "i:Q",
        axis=alt.Axis(values=[at for at, _ in data["labels"]], labelExpr=f"({ticks})[datum.value]"),
        scale=alt.Scale(domain=[-0.4, len(data["points"]) - 0.6], nice=False),
    )
    scale = alt.Scale(domain=data["domain"], nice=False, zero=False)
    y = alt.Y("rate:Q", scale=scale, axis=alt.Axis(values=data["marks"], format=".0%"))
    chart = alt.Chart(_rows(data["points"])).encode(x=x)
    layers = []
    if data["has_band"]:
        banded = chart.transform_filter("isValid(datum.low)")
        edges = {"x": alt.X("from:Q"), "x2": alt.X2("to:Q"), "y": alt.Y("low:Q", scale=scale), "y2": alt.Y2("high:Q")}
        layers.append(banded.mark_rect(color=WASH, stroke=WASH, strokeWidth=0.8).encode(**edges))
        middle = alt.Chart(_rows(data.get("levels") or [{"centre": data["centre"]}]))
        ends = {"x": alt.X("from:Q"), "x2": alt.X2("to:Q")} if data.get("levels") else {}
        line = middle.mark_rule(color=SOFT, strokeDash=[2, 3], opacity=0.6)
        layers.append(line.encode(y=alt.Y("centre:Q"), **ends))
    if data.get("notes"):
        noted = alt.Chart(_rows(data["notes"])).encode(x=alt.X("i:Q"))
        layers.append(noted.mark_rule(color=EDGE, strokeWidth=1))
        letters = noted.mark_text(align="left", baseline="top", dx=4, color=SOFT, fontSize=LETTER, fontWeight=600)
        layers.append(letters.encode(text="letter:N", y=alt.value(0)))
    layers.append(chart.mark_line(color=INK, strokeWidth=1.8, invalid="break-paths-show-domains").encode(y=y))
    for kind, size, fill, stroke in DOTS:
        dots = chart.transform_filter(f"datum.kind == '{kind}'").mark_point(
            filled=True, size=size, opacity=1, fill=fill, stroke=stroke, strokeWidth=1.2
        )
        layers.append(dots.encode(y=y, description=alt.Description("says:N")))
    return _plain(alt.layer(*layers), data)


def bars(data: dict[str, Any]) -> Any:
    """Shares as bars that lie, each with its range. `rows`: name, value, low, high, says; `domain`, `marks`."""
    chart = alt.Chart(_rows(data["rows"])).encode(y=_names(data))
    x = alt.X("value:Q", scale=_scale(data), axis=_marks(data))
    solid = chart.mark_bar(color=EDGE, height=14, cornerRadius=7).encode(x=x)
    reach = chart.mark_rule(color=INK, strokeWidth=2).encode(x=alt.X("low:Q", scale=_scale(data)), x2="high:Q")
    dots = chart.mark_point(filled=True, size=52, opacity=1, fill=INK, stroke=INK)
    return _plain(alt.layer(solid, reach, dots.encode(x=x, description=alt.Description("says:N"))), data)


def gaps(data: dict[str, Any]) -> Any:
    """Differences around nothing, each with its range. `rows`: name, value, low, high, sure, says."""
    chart = alt.Chart(_rows(data["rows"])).encode(y=_names(data))
    x = alt.X("value:Q", scale=_scale(data), axis=_marks(data, "+d"))
    zero = alt.Chart(_rows([{"zero": 0}])).mark_rule(color=EDGE, strokeDash=[2, 3])
    layers = [zero.encode(x=alt.X("zero:Q", scale=_scale(data)))]
    for sure, colour, wide in ((True, INK, 2.4), (False, EDGE, 1.6)):
        some = chart.transform_filter(f"datum.sure == {str(sure).lower()}")
        layers.append(
            some.mark_rule(color=colour, strokeWidth=wide).encode(x=alt.X("low:Q", scale=_scale(data)), x2="high:Q")
        )
        dots = some.mark_point(filled=True, size=64, opacity=1, fill=colour if sure else SHEET, stroke=colour)
        layers.append(dots.encode(x=x, description=alt.Description("says:N")))
    return _plain(alt.layer(*layers), data)


def _names(data: dict[str, Any]) -> Any:
    axis = alt.Axis(labelColor=INK, labelLimit=220, labelFontSize=14)
    return alt.Y("name:N", sort=[row["name"] for row in data["rows"]], axis=axis)


def _scale(data: dict[str, Any]) -> Any:
    return alt.Scale(domain=data["domain"], nice=False, zero=False)


def _marks(data: dict[str, Any], form: str = ".0%") -> Any:
    return alt.Axis(values=data["marks"], format=form)


def _plain(chart: Any, data: dict[str, Any]) -> Any:
    named = {}
    if data.get("title"):
        subtitle = _lines(data["subtitle"], data["width"] // 7)
        named["title"] = alt.Title(data["title"], subtitle=subtitle, anchor="start", fontSize=20, subtitleFontSize=14,
                                   color=INK, subtitleColor=SOFT, offset=16, subtitlePadding=6)  # fmt: skip
    return (
        chart.properties(width=data["width"], height=data["height"], background="transparent", padding=4, **named)
        .configure(font="var(--sans)")
        .configure_view(stroke=None)
        .configure_axis(
            title=None,
            grid=False,
            domain=False,
            ticks=False,
            labelColor=SOFT,
            labelFontSize=13,
            labelPadding=8,
            labelOverlap=False,
            labelBound=False,
        )
    )


def _lines(text: str, most: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _rows(values: list[dict[str, Any]]) -> Any:
    return alt.Data(values=values)  # type: ignore[no-untyped-call]


SPECS = {"weeks": weeks, "bars": bars, "gaps": gaps}
