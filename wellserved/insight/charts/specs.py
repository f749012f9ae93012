"""What each chart looks like, in Vega-Lite: ink for the line, wash for the expected band, one red dot for a signal.

Only the easel's own process imports this: Altair and vl-convert take much memory.
"""

from __future__ import annotations

from typing import Any

import altair as alt

INK, SOFT, WASH, TARGET, SHEET = "var(--ink)", "var(--soft)", "var(--wash)", "var(--target)", "var(--sheet)"
DOTS = (("plain", 34, INK, INK), ("few", 26, SHEET, SOFT), ("signal", 150, TARGET, TARGET))


def weeks(data: dict[str, Any]) -> Any:
    """A share by week or month. `points`: i, rate, low, high, kind (plain, few, signal), says; `labels`: i -> text.

    `centre` runs through all points; `levels` (from, to, centre) take its place where it changed on the way.
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
    layers.append(chart.mark_line(color=INK, strokeWidth=1.8, invalid="break-paths-show-domains").encode(y=y))
    for kind, size, fill, stroke in (
        ("plain", 34, INK, INK),
        ("few", 26, SHEET, SOFT),
        ("signal", 150, TARGET, TARGET),
    ):
        dots = chart.transform_filter(f"datum.kind == '{kind}'").mark_point(
            filled=True, size=size, opacity=1, fill=fill, stroke=stroke, strokeWidth=1.2
        )
        layers.append(dots.encode(y=y, description=alt.Description("says:N")))
    return (
        alt.layer(*layers)
        .properties(width=data["width"], height=data["height"], background="transparent", padding=4)
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


def _rows(values: list[dict[str, Any]]) -> Any:
    return alt.Data(values=values)  # type: ignore[no-untyped-call]


SPECS = {"weeks": weeks}
