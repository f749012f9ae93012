"""Did it change, and since when? With a false-alarm rate that is stated, so that "changed" means changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np

from wellserved.measures.contrasts import LENGTHS, NONE, Floats, contrast, false_alarms, wobble_of
from wellserved.measures.means import difference, mean
from wellserved.measures.rates import newcombe, wilson
from wellserved.measures.shapes import Interval


@dataclass(frozen=True)
class Change:
    """A level that changed: `at` is the place of the first point of the new one, `seen` where it was first certain.

    `false_alarms` is how many as strong an unchanged series holds, on average, for each point that is watched.
    """

    at: int
    seen: int
    before: Interval
    after: Interval
    difference: Interval
    false_alarms: float


@dataclass(frozen=True)
class Changes:
    """All changes in order; `rate` is the false alarms allowed per watched point, `watched` how many were watched."""

    points: tuple[Change, ...]
    rate: float
    watched: int


@dataclass(frozen=True)
class Latest:
    """How the latest points stand against those before. `p` is the chance that a year without change holds as much.

    `change` says what the strongest contrast is, whether or not it is remarkable: that is for `p` to say. None where
    there is too little to hold it against.
    """

    p: float
    change: Change | None


def change_points(
    values: Sequence[float],
    sizes: Sequence[int] | None = None,
    rate: float = 0.0165,
    baseline: int = 12,
    memory: int = 104,
    wobble: float | None = None,
    level: float = 0.95,
) -> Changes:
    """Where the level of a series changed, gone through in time, as somebody would who looks at every point.

    With `sizes`, values are counts of successes (bullseyes) of so many (answers); without, they are measurements.
    `rate` is how many false alarms are allowed per point watched; as nothing can be watched for a while after one, five
    years of months hold 0.5 at 0.0165 (simulated: `bench changes`). At each point, the latest 1, 2, 3, 5 and 8 are held
    against the baseline: the points before them since the last change, at least `baseline` and at most `memory`. For
    counts, k of n against K of N, the contrast is the signed root of the deviance,

        z = ±√(2Σ observed·ln(observed/expected)),   divided by √wobble,

    half an answer taken off where the latest points lie nearer to 0 or 1 (there the steps of counts are coarse); for
    measurements it is Student's t, turned into the z of the same chance. The largest z each way has so many false
    alarms per point, with Φ the normal distribution,

        f(z) = M(z)·Φ(−z),   M(z) = 0.93z − 0.34, between 1 and 5,

    M being how many separate looks the five contrasts are worth, week after week: simulated with 200,000 series, for z
    from 2.2 to 4.6 (`bench changes` repeats it). A change is seen where f(z)/0.9 (a drop) or f(z)/0.1 (a rise) is at
    most `rate`, so that nine of ten false alarms are drops. It began at the split, among the latest eight, where the
    contrast is strongest; there the next baseline begins. `wobble` is by how much shares vary beyond chance (1: chance
    alone), at best `wobble_of` many series; None takes it from this one, see there.

    Source: D. M. Hawkins, P. Qiu and C. W. Kang, "The changepoint model for statistical process control", Journal of
    Quality Technology 35 (2003); the windows: T. L. Lai, "Sequential changepoint detection in quality control", Journal
    of the Royal Statistical Society B 57 (1995); the false alarms: by simulation, as said.

    A year of months at about 80 of 100, then months at 60:

    >>> counts = [33, 31, 32, 33, 31, 32, 34, 32, 31, 33, 32, 32, 24, 25, 24]
    >>> got = change_points(counts, [40] * 15)
    >>> [(change.at, change.seen, round(change.difference.estimate, 2)) for change in got.points], got.watched
    ([(12, 12, -0.2)], 1)
    """
    counts, many = _series(values, sizes)
    if not 0 < rate < 1:
        raise ValueError(f"a rate of false alarms lies between 0 and 1, not at {rate}")
    if baseline < 3 or memory < baseline:
        raise ValueError("a baseline has three points or more, and memory is not shorter")
    if many is not None and wobble is None:
        wobble = wobble_of([(counts, many)])
    found: list[Change] = []
    start = watched = looked = 0  # `looked`: points that were gone through already are not gone through again
    while True:
        strength, falls = false_alarms(counts[start:], None if many is None else many[start:], baseline, memory, wobble)
        new = np.arange(len(strength)) >= looked - start
        strong = np.flatnonzero(new & (strength <= rate))
        usable = np.flatnonzero(new & (strength < NONE))
        if not len(strong):
            return Changes(tuple(found), rate, watched + len(usable))
        seen = int(strong[0])
        watched += int((usable <= seen).sum())
        looked = start + seen + 1
        at = _split(counts[start:], many if many is None else many[start:], seen, bool(falls[seen]), baseline, memory)
        first = start + max(0, at - memory)
        found.append(_change(values, sizes, (first, start + at, start + seen + 1), float(strength[seen]), level))
        start += at


def watch(
    counts: Sequence[int],
    sizes: Sequence[int],
    per_year: int = 52,
    baseline: int = 12,
    memory: int = 104,
    wobble: float | None = None,
    level: float = 0.95,
) -> Latest:
    """Whether the latest points of one of many series differ from those before, for `benjamini_hochberg` to judge.

    As `change_points` (same contrasts, same formula), but looking from the latest point only: p = per_year·f/0.9 for a
    drop, per_year·f/0.1 for a rise, at most 1: the chance that a whole year without change holds anything as strong. So
    if this is asked of all groups every week, and each week `benjamini_hochberg(all p, 0.05)` decides, a year without
    change raises a false signal anywhere with a chance of about 5 in 100, however many groups there are; for the page
    of one group, its p ≤ 0.05 is the same promise for that page alone. The last `memory` points count as unchanged:
    hand in the series from its last known change on. `wobble` is at best one of `wobbles_of` all groups.

    Source: as `change_points`; for many at once Y. Benjamini and Y. Hochberg (1995).

    >>> weeks = [40, 41, 39, 40, 42, 38, 40, 41, 39, 40, 40, 41]
    >>> calm, fallen = watch(weeks + [38, 41], [50] * 14, wobble=1), watch(weeks + [29, 28], [50] * 14, wobble=1)
    >>> round(calm.p, 3), round(fallen.p, 4), fallen.change.at
    (1.0, 0.0002, 12)
    """
    k, n = _series(counts, sizes)
    assert n is not None
    strength, falls = false_alarms(k, n, baseline, memory, wobble_of([(k, n)]) if wobble is None else wobble)
    if not len(strength) or strength[-1] >= NONE:
        return Latest(1.0, None)
    last = len(k) - 1
    at = _split(k, n, last, bool(falls[-1]), baseline, memory)
    change = _change(counts, sizes, (max(0, at - memory), at, last + 1), float(strength[-1]), level)
    return Latest(min(1.0, per_year * float(strength[-1])), change)


def _split(k: Floats, n: Floats | None, seen: int, falls: bool, baseline: int, memory: int) -> int:
    """Where the new level began: of the latest eight splits the one with the strongest contrast."""
    splits = range(max(baseline, seen + 1 - LENGTHS[-1]), seen + 1)
    contrasts = [float(contrast(k[: seen + 1], None if n is None else n[: seen + 1], seen + 1 - at, at, memory)[0])
                 for at in splits]  # fmt: skip
    signed = [(-z if falls else z) if isfinite(z) else -np.inf for z in contrasts]
    return splits[int(np.argmax(signed))]


def _change(
    values: Sequence[float], sizes: Sequence[int] | None, where: tuple[int, int, int], strength: float, level: float
) -> Change:
    first, at, end = where
    if sizes is None:
        before, after = mean(values[first:at], level), mean(values[at:end], level)
        gap = difference(after, before)
    else:
        old, new = (int(sum(values[first:at])), sum(sizes[first:at])), (int(sum(values[at:end])), sum(sizes[at:end]))
        before, after, gap = wilson(*old, level), wilson(*new, level), newcombe(*new, *old, level)
    return Change(at, end - 1, before, after, gap, strength)


def _series(values: Sequence[float], sizes: Sequence[int] | None) -> tuple[Floats, Floats | None]:
    if not all(map(isfinite, values)):
        raise ValueError("a series holds numbers; leave out points without one")
    if sizes is None:
        return np.asarray(values, dtype=float), None
    if len(values) != len(sizes):
        raise ValueError("as many counts as sizes are wanted")
    if any(not 0 <= k <= n for k, n in zip(values, sizes, strict=True)):
        raise ValueError("counts lie between 0 and their size")
    return np.asarray(values, dtype=float), np.asarray(sizes, dtype=float)
