"""Drivers and differences as charts and sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from wellserved.insight.charts import NARROW, WIDE, Chart, Column, Table

ROW = 34  # points of height for each quality
LABELS = 110  # of width for their names: what is left is the chart's
Found = Mapping[str, Any]


def drivers_chart(found: Found, query: str) -> Chart:
    rows = sorted(found["shares"].items(), key=lambda item: -item[1][0])
    points = [_point(name, share, f"{name}: {_pct(share[0])}%, {_between(share)}") for name, share in rows]
    high = _up(max(point["high"] for point in points))
    marks = [round(high * i / 4, 3) for i in range(5)]
    columns = (Column("Quality"), Column("Share", "share"), Column("Low", "share"), Column("High", "share"))
    return _chart("drivers", "bars", "What moves the feeling", drivers_sentence(found), columns,
                  [(name, *share) for name, share in rows], points, [0, high], marks, query)  # fmt: skip


def drivers_sentence(found: Found) -> str:
    """What to see."""
    (name, most), (second, next_) = sorted(found["shares"].items(), key=lambda item: -item[1][0])[:2]
    if most[1] > next_[2]:
        return f"{name} moves it most: {_pct(most[0])}% of what the ten qualities explain, {_between(most)}."
    return (
        f"{name} ({_between(most)}) and {second.lower()} ({_between(next_)}) come first; "
        "their ranges overlap, so which of them moves it more cannot be said."
    )


def gaps_chart(found: Found, query: str) -> Chart:
    rows = sorted(found["qualities"].items(), key=lambda item: -item[1]["gap"][0])
    points = [
        _point(name, [100 * value for value in one["gap"]], gap_in_words(name, one), is_sure(one["gap"]))
        for name, one in rows
    ]
    most = max(5, ceil(max(abs(point[edge]) for point in points for edge in ("low", "high")) / 5) * 5)
    columns = (Column("Quality"), Column("Named by the 5s", "share"), Column("Named by the 4s", "share"),
               Column("Difference", "points"), Column("Low", "points"), Column("High", "points"))  # fmt: skip
    cells = [(name, one["fives"], one["fours"], *one["gap"]) for name, one in rows]
    return _chart("four-to-five", "gaps", "What the 5s name and the 4s do not", gaps_sentence(found), columns, cells,
                  points, [-most, most], [-most, 0, most], query)  # fmt: skip


def gaps_sentence(found: Found) -> str:
    sure = [name.lower() for name, one in found["qualities"].items() if is_sure(one["gap"]) and one["gap"][0] > 0]
    if not sure:
        return "No quality is named more often by those who felt great than chance explains."
    what = sure[0] if len(sure) == 1 else f"{', '.join(sure[:-1])} and {sure[-1]}"
    return f"Points to the right of the line: those who felt great name {what} more often."


def is_sure(gap: Sequence[float]) -> bool:
    """The range leaves out nothing at all."""
    return gap[1] > 0 or gap[2] < 0


def gap_in_words(name: str, one: Found) -> str:
    gap, low, high = one["gap"]
    if not is_sure(one["gap"]):
        return f"{name}: no difference that chance could not explain ({_pct(one['fives'])}% and {_pct(one['fours'])}%)"
    ends = sorted((abs(low), abs(high)))
    way = "more" if gap > 0 else "less"
    return (
        f"{name}: {_pct(abs(gap))} points {way} often by the 5s than by the 4s, "
        f"between {_pct(ends[0])} and {_pct(ends[1])}"
    )


def _chart(
    key: str, name: str, title: str, sentence: str, columns: tuple[Column, ...], cells: Sequence[tuple[Any, ...]],
    points: list[dict[str, Any]], domain: list[float], marks: list[float], query: str,
) -> Chart:  # fmt: skip
    data = {"rows": points, "domain": domain, "marks": marks, "height": ROW * len(points)}
    return Chart(
        key=key,
        name=name,
        title=title,
        sentence=sentence,
        table=Table(columns, tuple(cells)),
        wide={**data, "width": WIDE - LABELS},
        narrow={**data, "width": NARROW - LABELS},
        down=True,
        query=query,
    )


def _point(name: str, share: Sequence[float], says: str, sure: bool = True) -> dict[str, Any]:
    ends = {end: round(value, 4) for end, value in zip(("value", "low", "high"), share, strict=True)}
    return {"name": name, **ends, "sure": sure, "says": says}


def _up(value: float) -> float:
    return min(1.0, max(0.2, ceil(value / 0.2 - 1e-9) * 0.2))


def _pct(share: float) -> str:
    return f"{share * 100:.0f}"


def _between(share: Sequence[float]) -> str:
    return f"between {_pct(share[1])} and {_pct(share[2])}"
