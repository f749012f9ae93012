"""The same months as a table to take away."""

from __future__ import annotations

import csv
import io

from wellserved.insight.baselines.shapes import Baseline

HEAD = ("month", "bullseye", "low", "high", "n", "ordinary_low", "ordinary_high", "level", "new_level", "over")


def months_csv(baseline: Baseline) -> str:
    """Shares are numbers from 0 to 1."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for month in baseline.months:
        rate = month.rate
        shares = [rate.estimate, rate.low, rate.high]
        level = "" if month.level is None else month.level + 1
        yes = ["yes" if it else "no" for it in (month.shifted, month.judged)]
        writer.writerow([f"{month.first:%Y-%m}", *map(_cell, shares), rate.n, _cell(month.low), _cell(month.high),
                         level, *yes])  # fmt: skip
    return out.getvalue()


def _cell(value: float | None) -> object:
    return "" if value is None else round(value, 6)
