"""From counts of answers to drivers and differences: pure. What comes out can be kept as JSON.

Only answers that named a quality are counted: who gave one click saw no qualities. Whoever felt 3 or better was asked
what was good, whoever felt less, what was missing; these are two questions, and are never mixed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from wellserved.measures import Interval, lmg, newcombe, wilson

ENOUGH = 100  # answers for drivers: ten for each quality
ENOUGH_EACH = 20  # fours and fives for a difference; low answers for what was missing
GOOD = 3  # from here on the qualities named were good ones
BOOTSTRAP = 1000
ALL_TEN = 0.995  # so that of ten ranges together 95 of 100 sets hold what is true
Row = Mapping[str, int]


def fingerprint(rows: Iterable[Row], more: str) -> str:
    """The same counts have the same fingerprint, in whatever order they are read."""
    cells = sorted((row["qualities"], row["felt"], row["achieved"], row["answers"]) for row in rows)
    return hashlib.sha256(json.dumps([more, cells]).encode()).hexdigest()


def work_out(rows: Sequence[Row], names: Sequence[str]) -> dict[str, Any]:
    """Everything the two pages say. `names` are the qualities, the first for bit 0."""
    named = [row for row in rows if row["qualities"] and row["felt"]]
    return {
        "drivers": _drivers([row for row in named if row["felt"] >= GOOD], names),
        "gaps": _gaps(named, names),
        "missing": _missing([row for row in named if row["felt"] < GOOD], names),
    }


def _drivers(rows: Sequence[Row], names: Sequence[str]) -> dict[str, Any]:
    n = sum(row["answers"] for row in rows)
    if n < ENOUGH:
        return {"n": n, "r2": None, "shares": {}}
    bits = np.array([[row["qualities"] >> i & 1 for i in range(len(names))] for row in rows], dtype=float)
    felt, counts = [row["felt"] for row in rows], [row["answers"] for row in rows]
    got = lmg(bits, felt, names, bootstrap=BOOTSTRAP, counts=counts)
    if got.r2 is None:
        return {"n": n, "r2": None, "shares": {}}
    return {"n": n, "r2": round(got.r2, 6), "shares": {name: _said(share) for name, share in got.shares.items()}}


def _gaps(rows: Sequence[Row], names: Sequence[str]) -> dict[str, Any]:
    fives, fours = ([row for row in rows if row["felt"] == face] for face in (5, 4))
    n5, n4 = (sum(row["answers"] for row in some) for some in (fives, fours))
    found: dict[str, Any] = {"n5": n5, "n4": n4, "qualities": {}}
    if min(n5, n4) < ENOUGH_EACH:
        return found
    for i, name in enumerate(names):
        k5, k4 = _naming(fives, i), _naming(fours, i)
        gap = newcombe(k5, n5, k4, n4, level=ALL_TEN)
        found["qualities"][name] = {"gap": _said(gap), "fives": round(k5 / n5, 6), "fours": round(k4 / n4, 6)}
    return found


def _missing(rows: Sequence[Row], names: Sequence[str]) -> dict[str, Any]:
    n = sum(row["answers"] for row in rows)
    if n < ENOUGH_EACH:
        return {"n": n, "qualities": {}}
    return {"n": n, "qualities": {name: _said(wilson(_naming(rows, i), n)) for i, name in enumerate(names)}}


def _naming(rows: Iterable[Row], bit: int) -> int:
    return sum(row["answers"] for row in rows if row["qualities"] >> bit & 1)


def _said(rate: Interval) -> list[float]:
    return [round(value or 0.0, 6) for value in (rate.estimate, rate.low, rate.high)]
