"""Control charts: which weeks differ by more than the ordinary wobble?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from statistics import NormalDist

TWO_IN_A_ROW = 1.128  # d2 for two: the mean of |x − y| of two standard normals, 2/√π
SIGMAS = 3.0
FOR_RUNS = 0.25  # the part of the false alarms that runs may have


@dataclass(frozen=True)
class Chart:
    """The centre, the band for each point (None where a point has no observations), and which points are signals.

    `limit` is how many standard deviations the band reaches, `run` how many points in a row on one side of the centre
    are a signal (None: runs are none).
    """

    centre: float | None
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    signals: tuple[bool, ...]
    limit: float = SIGMAS
    run: int | None = None


@dataclass(frozen=True)
class Rules:
    """What is a signal: a point further than `limit` standard deviations off, or `run` points in a row on one side."""

    limit: float
    run: int | None


def run_rules(points: int, false_alarms: float | None = 0.05) -> Rules:
    """Run rules by which a chart of so many unchanged points raises any false signal with at most this chance.

    Three quarters of it are given to single points, over all of which it is shared out evenly, and a quarter to runs:

        limit = Φ⁻¹(1 − ¾·rate/(2·points)),   run = the least r with ((points − r)/2 + 1)·2^(1 − r) ≤ ¼·rate

    The second counts the places at which a run of r can begin. None stands for the usual three standard deviations and
    no runs, by which an unchanged year of weeks has a signal in 12 or 13 of 100 cases. The limit takes the points
    for normal and centre and wobble for known; that both come from the same points just makes up for it: simulated
    (`bench changes`), charts of 20 to 105 unchanged points signal in 2.7 to 5.8 of 100 cases where 5 are allowed.

    Source: the rules are W. A. Shewhart's (1931) and those of the Western Electric Statistical Quality Control Handbook
    (1956), with limits chosen for the chart as a whole, after C. E. Bonferroni; runs: W. Feller, An Introduction to
    Probability Theory and Its Applications I (1968), chapter XIII.7.

    >>> rules = run_rules(52)
    >>> round(rules.limit, 2), rules.run
    (3.38, 12)
    """
    if false_alarms is None:
        return Rules(SIGMAS, None)
    if not 0 < false_alarms < 1:
        raise ValueError(f"a rate of false alarms lies between 0 and 1, not at {false_alarms}")
    each = (1 - FOR_RUNS) * false_alarms / (2 * max(points, 1))
    run = 2
    while (max(points - run, 0) / 2 + 1) * 2.0 ** (1 - run) > FOR_RUNS * false_alarms:
        run += 1
    return Rules(NormalDist().inv_cdf(1 - each), run)


def xmr(values: Sequence[float], false_alarms: float | None = None) -> Chart:
    """A chart of individual values: the mean ± 2.66 times the mean moving range.

    The moving range is the step between neighbours; 2.66 = 3/1.128 turns its mean into three standard deviations.
    With fewer than two values there is no band. `false_alarms` chooses other limits, and runs: see `run_rules`.

    Source: W. A. Shewhart, Economic Control of Quality of Manufactured Product (1931); D. J. Wheeler,
    Understanding Variation (1993).

    >>> got = xmr([10, 12, 11, 13, 10, 12, 20])
    >>> round(got.centre, 2), round(got.lower[0], 2), round(got.upper[0], 2), got.signals[-1]
    (12.57, 4.59, 20.55, False)
    """
    n = len(values)
    rules = run_rules(n, false_alarms)
    if n < 2:
        return _chart(float(values[0]) if n else None, (None,) * n, (None,) * n, (False,) * n, rules)
    centre = sum(values) / n
    reach = rules.limit * _wobble(values)
    runs = _runs([value - centre for value in values], rules.run)
    outside = tuple(_beyond(value, centre, reach) or run for value, run in zip(values, runs, strict=True))
    return _chart(centre, (centre - reach,) * n, (centre + reach,) * n, outside, rules)


def p_chart(counts: Sequence[int], sizes: Sequence[int], false_alarms: float | None = None) -> Chart:
    """A p chart of shares whose true value is the same every week: m ± 3·√(m(1 − m)/nᵢ), cut off at 0 and 1.

    m is the share over all. It takes all difference beyond sampling for news: with hundreds of answers a week, nearly
    every week. Where weeks wobble by themselves, use `p_prime`. Points without observations are left out.
    `false_alarms` chooses other limits, and runs: see `run_rules`.

    Source: W. A. Shewhart (1931); D. C. Montgomery, Introduction to Statistical Quality Control (2009), section 7.2.

    >>> got = p_chart([68, 70, 66, 71, 69, 40], [100, 100, 100, 100, 100, 100])
    >>> round(got.centre, 2), round(got.lower[0], 2), round(got.upper[0], 2), got.signals[-1]
    (0.64, 0.5, 0.78, True)
    """
    return _shares(counts, sizes, false_alarms, wobbles=False)


def p_prime(counts: Sequence[int], sizes: Sequence[int], false_alarms: float | None = None) -> Chart:
    """Laney's p′ chart of shares whose true value wobbles by itself: weeks of 10 answers beside weeks of 1,000.

    With m the share over all and sᵢ = √(m(1 − m)/nᵢ), each share is put on one scale, zᵢ = (pᵢ − m)/sᵢ. The wobble of
    z from point to point, σ = mean|zᵢ₊₁ − zᵢ|/1.128, widens (or narrows) the band: m ± 3·sᵢ·σ, cut off at 0 and 1.
    Points without observations are left out: they have no band, and their neighbours become neighbours.
    `false_alarms` chooses other limits, and runs: see `run_rules`.

    Source: D. B. Laney, "Improved control charts for attributes", Quality Engineering 14 (2002).

    >>> got = p_prime([68, 70, 66, 71, 69, 40], [100, 100, 100, 100, 100, 100])
    >>> round(got.centre, 2), round(got.lower[0], 2), round(got.upper[0], 2), got.signals
    (0.64, 0.42, 0.86, (False, False, False, False, False, True))
    """
    return _shares(counts, sizes, false_alarms, wobbles=True)


def _shares(counts: Sequence[int], sizes: Sequence[int], false_alarms: float | None, wobbles: bool) -> Chart:
    if len(counts) != len(sizes):
        raise ValueError("as many counts as sizes are wanted")
    if any(not 0 <= count <= size for count, size in zip(counts, sizes, strict=True)):
        raise ValueError("counts lie between 0 and their size")
    points, total = len(sizes), sum(sizes)
    centre = sum(counts) / total if total else None
    known = [i for i, size in enumerate(sizes) if size]
    rules = run_rules(len(known), false_alarms)
    lower: list[float | None] = [None] * points
    upper: list[float | None] = [None] * points
    signals = [False] * points
    if centre is None or len(known) < 2:
        return _chart(centre, lower, upper, signals, rules)
    spread = [sqrt(centre * (1 - centre) / sizes[i]) for i in known]
    off = [counts[i] / sizes[i] - centre for i in known]
    if not wobbles:
        wobble = 1.0
    elif centre in (0.0, 1.0):  # all failed or all succeeded: no wobble at all
        wobble = 0.0
    else:
        wobble = _wobble([distance / s for distance, s in zip(off, spread, strict=True)])
    for i, s, run in zip(known, spread, _runs(off, rules.run), strict=True):
        reach = rules.limit * s * wobble
        lower[i], upper[i] = max(0.0, centre - reach), min(1.0, centre + reach)
        signals[i] = _beyond(counts[i] / sizes[i], centre, reach) or run
    return _chart(centre, lower, upper, signals, rules)


def _chart(
    centre: float | None,
    lower: Sequence[float | None],
    upper: Sequence[float | None],
    signals: Sequence[bool],
    rules: Rules,
) -> Chart:
    return Chart(centre, tuple(lower), tuple(upper), tuple(signals), rules.limit, rules.run)


def _wobble(values: Sequence[float]) -> float:
    steps = [abs(later - earlier) for earlier, later in pairwise(values)]
    return sum(steps) / len(steps) / TWO_IN_A_ROW


def _beyond(value: float, centre: float, reach: float) -> bool:
    return abs(value - centre) > reach * (1 + 1e-9) + 1e-12  # a point on the line, but for rounding, is inside


def _runs(off: Sequence[float], least: int | None) -> list[bool]:
    """Which points are part of a run of so many on one side of the centre. A point on it belongs to no run."""
    found, begun = [False] * len(off), 0
    for i, distance in enumerate(off):
        if abs(distance) <= 1e-12:
            begun = i + 1
        elif i and (distance > 0) != (off[i - 1] > 0):
            begun = max(begun, i)
        if least is not None and i + 1 - begun >= least:
            found[begun : i + 1] = [True] * (i + 1 - begun)
    return found
