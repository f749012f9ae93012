"""Control charts: which weeks differ by more than the ordinary wobble?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

TWO_IN_A_ROW = 1.128  # d2 for two: the mean of |x − y| of two standard normals, 2/√π


@dataclass(frozen=True)
class Chart:
    """The centre, the band for each point (None where a point has no observations), and which points lie outside."""

    centre: float | None
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    signals: tuple[bool, ...]


def xmr(values: Sequence[float]) -> Chart:
    """A chart of individual values: the mean ± 2.66 times the mean moving range.

    The moving range is the step between neighbours; 2.66 = 3/1.128 turns its mean into three standard deviations.
    With fewer than two values there is no band.

    Source: W. A. Shewhart, Economic Control of Quality of Manufactured Product (1931); D. J. Wheeler,
    Understanding Variation (1993).

    >>> got = xmr([10, 12, 11, 13, 10, 12, 20])
    >>> round(got.centre, 2), round(got.lower[0], 2), round(got.upper[0], 2), got.signals[-1]
    (12.57, 4.59, 20.55, False)
    """
    n = len(values)
    if n < 2:
        return Chart(float(values[0]) if n else None, (None,) * n, (None,) * n, (False,) * n)
    centre = sum(values) / n
    reach = 3 * _wobble(values)
    outside = tuple(_beyond(value, centre, reach) for value in values)
    return Chart(centre, (centre - reach,) * n, (centre + reach,) * n, outside)


def p_prime(counts: Sequence[int], sizes: Sequence[int]) -> Chart:
    """Laney's p′ chart of shares whose true value wobbles by itself: weeks of 10 answers beside weeks of 1,000.

    With m the share over all and sᵢ = √(m(1 − m)/nᵢ), each share is put on one scale, zᵢ = (pᵢ − m)/sᵢ. The wobble of
    z from point to point, σ = mean|zᵢ₊₁ − zᵢ|/1.128, widens (or narrows) the band: m ± 3·sᵢ·σ, cut off at 0 and 1.
    Points without observations are left out: they have no band, and their neighbours become neighbours.

    Source: D. B. Laney, "Improved control charts for attributes", Quality Engineering 14 (2002).

    >>> got = p_prime([68, 70, 66, 71, 69, 40], [100, 100, 100, 100, 100, 100])
    >>> round(got.centre, 2), round(got.lower[0], 2), round(got.upper[0], 2), got.signals
    (0.64, 0.42, 0.86, (False, False, False, False, False, True))
    """
    if len(counts) != len(sizes):
        raise ValueError("as many counts as sizes are wanted")
    if any(not 0 <= count <= size for count, size in zip(counts, sizes, strict=True)):
        raise ValueError("counts lie between 0 and their size")
    points, total = len(sizes), sum(sizes)
    centre = sum(counts) / total if total else None
    known = [i for i, size in enumerate(sizes) if size]
    lower: list[float | None] = [None] * points
    upper: list[float | None] = [None] * points
    signals = [False] * points
    if centre is None or len(known) < 2:
        return Chart(centre, tuple(lower), tuple(upper), tuple(signals))
    spread = [sqrt(centre * (1 - centre) / sizes[i]) for i in known]
    if centre in (0.0, 1.0):  # all failed or all succeeded: no wobble at all
        wobble = 0.0
    else:
        wobble = _wobble([(counts[i] / sizes[i] - centre) / s for i, s in zip(known, spread, strict=True)])
    for i, s in zip(known, spread, strict=True):
        reach = 3 * s * wobble
        lower[i], upper[i] = max(0.0, centre - reach), min(1.0, centre + reach)
        signals[i] = _beyond(counts[i] / sizes[i], centre, reach)
    return Chart(centre, tuple(lower), tuple(upper), tuple(signals))


def _wobble(values: Sequence[float]) -> float:
    steps = [abs(later - earlier) for earlier, later in pairwise(values)]
    return sum(steps) / len(steps) / TWO_IN_A_ROW


def _beyond(value: float, centre: float, reach: float) -> bool:
    return abs(value - centre) > reach * (1 + 1e-9) + 1e-12  # a point on the line, but for rounding, is inside
