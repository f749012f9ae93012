"""The latest points of a series against those before them: how far apart, and how often chance alone does as much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from wellserved.measures.shapes import FEWEST

LENGTHS = (1, 2, 3, 5, 8)  # how many of the latest points are held against those before them
DROPS = 0.9  # the part of all false alarms that may be drops: they are what must not be missed
FIRM = 20  # so many steps are put beside those seen, as if points wobbled by chance alone
OTHERS = 50  # so many steps are put beside those of a group, as all groups have them
NONE = 9.0  # stands for "there was nothing to hold it against"

Floats = NDArray[np.float64]


def wobble_of(series: Iterable[tuple[ArrayLike, ArrayLike]]) -> float:
    """By how much shares vary from point to point beyond chance: 1 for chance alone, never below.

    From pairs of (counts, sizes), all together: the mean of d², where d is the step between neighbours over what chance
    makes of it, √(p(1 − p)(1/n₁ + 1/n₂)), p the share of the two; drawn toward 1 by twenty steps that are. A level
    that changed once moves one step only. The more series there are, the surer; one short series can hardly tell.

    Source: the squared steps are J. von Neumann's, Annals of Mathematical Statistics 12 (1941); the idea to measure
    the band by the wobble from point to point is D. B. Laney's, Quality Engineering 14 (2002).

    >>> wobble_of([([40, 41, 39, 40], [50, 50, 50, 50])])
    1.0
    >>> round(wobble_of([([45, 25, 44, 20, 46, 28, 45, 24] * 9, [50] * 72)]), 1)
    16.2
    """
    total, steps = float(FIRM), float(FIRM)
    for counts, sizes in series:
        squares, _ = _steps(counts, sizes)
        total, steps = total + float(squares.sum()), steps + len(squares)
    return max(1.0, total / steps)


def wobbles_of(groups: Sequence[tuple[ArrayLike, ArrayLike]]) -> tuple[float, ...]:
    """The wobble of each of many groups, that know little alone and differ in size: for `watch`, beside each other.

    Shares of nᵢ answers that vary by themselves like a beta distribution have the variance p(1 − p)/n·(1 + (n − 1)ρ).
    So d² of `wobble_of` is 1 + (h − 1)ρ on average, h being the harmonic mean of the two sizes. ρ is estimated from the
    steps of all groups, Σ(d² − 1)/Σ(h − 1), not below 0; a group's wobble is the mean of its own d² and of fifty steps
    as ρ would have them, and never below 1. So a group that wobbles much is believed, the more the longer it is known.

    Source: for ρ, J. L. Fleiss, B. Levin and M. C. Paik, Statistical Methods for Rates and Proportions (2003), section
    15.2; for d, as `wobble_of`.

    >>> [round(one, 2) for one in wobbles_of([([40, 41, 39, 40], [50] * 4), ([45, 25, 44, 20] * 9, [50] * 36)])]
    [19.09, 20.93]
    """
    found = [_steps(counts, sizes) for counts, sizes in groups]
    room = sum(float((sizes - 1).sum()) for _, sizes in found)
    excess = sum(float((squares - 1).sum()) for squares, _ in found)
    rho = max(0.0, excess / room) if room > 0 else 0.0
    return tuple(
        max(1.0, (float(squares.sum()) + OTHERS * (1 + rho * float((sizes - 1).mean()))) / (len(squares) + OTHERS))
        if len(squares)
        else 1.0
        for squares, sizes in found
    )


def _steps(counts: ArrayLike, sizes: ArrayLike) -> tuple[Floats, Floats]:
    """d² of each step between neighbours, and the harmonic mean of their sizes; where chance has no say, nothing."""
    k, n = np.asarray(counts, dtype=float), np.asarray(sizes, dtype=float)
    k, n = k[n > 0], n[n > 0]
    k1, k2, n1, n2 = k[:-1], k[1:], n[:-1], n[1:]
    p = (k1 + k2) / (n1 + n2)
    usable = (p > 0) & (p < 1)
    chance = np.where(usable, p * (1 - p) * (1 / n1 + 1 / n2), 1.0)
    return ((k1 / n1 - k2 / n2) ** 2 / chance)[usable], (2 / (1 / n1 + 1 / n2))[usable]


def false_alarms(
    values: Floats, sizes: Floats | None, baseline: int, memory: int, wobble: float | Floats | None
) -> tuple[Floats, NDArray[np.bool_]]:
    """For each point how many false alarms as strong there are per point, and whether it would be a drop.

    The points lie along the last axis; all series of a block are gone through at once. Points that cannot be held
    against anything have 9.
    """
    down = np.full(values.shape, -np.inf)
    up = np.full(values.shape, -np.inf)
    points = values.shape[-1]
    for length in LENGTHS:
        if points - length < baseline:
            continue
        z = contrast(values, sizes, length, baseline, memory)
        if wobble is not None:
            z = z / np.sqrt(wobble)
        where = (..., slice(baseline + length - 1, None))
        down[where] = np.fmax(down[where], -z)
        up[where] = np.fmax(up[where], z)
    fall, rise = per_point(down) / DROPS, per_point(up) / (1 - DROPS)
    best = np.minimum(fall, rise)
    return np.where(np.isfinite(down), best, NONE), fall <= rise


def per_point(z: Floats) -> Floats:
    """f(z): how often, per point watched, a series without change has a contrast of z or more in one direction."""
    from scipy.special import ndtr  # takes a while to load

    with np.errstate(invalid="ignore"):
        found: Floats = np.clip(0.93 * z - 0.34, 1.0, len(LENGTHS)) * ndtr(-z)
    return np.where(np.isfinite(z), found, 1.0)


def contrast(values: Floats, sizes: Floats | None, length: int, baseline: int, memory: int) -> Floats:
    """z of the latest `length` points, for each point from baseline + length − 1 on; NaN where too few were asked."""
    if sizes is None:
        return _students(values, length, baseline, memory)
    k, before_k = _windows(values, length, baseline, memory)
    n, before_n = _windows(sizes, length, baseline, memory)
    with np.errstate(invalid="ignore", divide="ignore"):
        rate, base = k / n, before_k / before_n
        outward = np.sign(rate - base) * (abs(rate - 0.5) > abs(base - 0.5))
        k = np.clip(k - 0.5 * outward, 0, n)
        z = signed_root(k, n, before_k, before_n)
        still = (outward != 0) & (np.sign(z) != outward)  # half an answer was all there was
        z = np.where(still, 0.0, z)
    return np.where((n >= FEWEST) & (before_n >= FEWEST), z, np.nan)


def signed_root(k: Floats, n: Floats, before_k: Floats, before_n: Floats) -> Floats:
    """The signed root of the deviance of k/n against before_k/before_n."""
    pooled = (k + before_k) / (n + before_n)

    def part(seen: Floats, expected: Floats) -> Floats:
        there = seen > 0
        found: Floats = np.where(there, seen * np.log(np.where(there, seen, 1.0) / np.where(there, expected, 1.0)), 0.0)
        return found

    deviance = part(k, n * pooled) + part(n - k, n * (1 - pooled))
    deviance = deviance + part(before_k, before_n * pooled) + part(before_n - before_k, before_n * (1 - pooled))
    found: Floats = np.sign(k / n - before_k / before_n) * np.sqrt(2 * np.maximum(np.nan_to_num(deviance), 0.0))
    return found


def _windows(values: Floats, length: int, baseline: int, memory: int) -> tuple[Floats, Floats]:
    """Sums of the latest `length` points, and of those before them, for each point that has a baseline."""
    sums = np.concatenate([np.zeros((*values.shape[:-1], 1)), values.cumsum(axis=-1)], axis=-1)
    split = np.arange(baseline, values.shape[-1] - length + 1)
    return sums[..., split + length] - sums[..., split], sums[..., split] - sums[..., np.maximum(split - memory, 0)]


def _students(values: Floats, length: int, baseline: int, memory: int) -> Floats:
    from scipy.special import ndtri, stdtr  # takes a while to load

    centred = values - values[..., :baseline].mean(axis=-1, keepdims=True)  # for precision
    late, before = _windows(centred, length, baseline, memory)
    _, squares = _windows(centred**2, length, baseline, memory)
    split = np.arange(baseline, values.shape[-1] - length + 1)
    size = np.minimum(split, memory)
    spread = np.maximum(squares - before**2 / size, 0.0) / (size - 1)
    error = np.sqrt(spread * (1 / length + 1 / size))
    gap = late / length - before / size
    with np.errstate(invalid="ignore", divide="ignore"):
        t = np.where(error > 1e-12 * (1 + abs(gap)), gap / error, np.where(abs(gap) > 1e-9, np.sign(gap) * np.inf, 0.0))
    found: Floats = -np.sign(t) * np.maximum(ndtri(np.maximum(stdtr(size - 1.0, -abs(t)), 1e-300)), -37.0)
    return found
