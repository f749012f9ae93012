"""Would you send a colleague to us? The share that would, less the share that would not, and how sure that is."""

from __future__ import annotations

from math import sqrt

from wellserved.measures.rates import quantile
from wellserved.measures.shapes import NOTHING, Interval

HALVINGS = 60


def nps(promoters: int, passives: int, detractors: int, level: float = 0.95) -> Interval:
    """The net promoter score with a score interval, as a difference of shares: −1 to 1 (times 100 for "points").

    On the scale from 0 to 10, promoters say 9 or 10, detractors 0 to 6. With n of all, p and d the shares of the two,
    the estimate is p − d. The two come from the same people, so that the variance of one answer is

        p + d − (p − d)²

    and not that of two independent shares. The ends are the two Δ at which the score test of "p − d = Δ" just rejects,

        (p − d − Δ)² = z²·(2q + Δ − Δ²)/n,

    where q is the most likely share of detractors if Δ were true, the larger root of
    2q² + (Δ(2 − p + d) − p − d)q − dΔ(1 − Δ) = 0. That is Tango's interval for the difference of paired shares, which
    is the same question. It stays within −1 and 1, is never of width 0, and holds its level where the usual estimate
    ± z·√(variance/n) does not: for few answers and near the ends.

    Source: T. Tango, "Equivalence test and confidence interval for the difference in proportions for the paired-sample
    design", Statistics in Medicine 17 (1998), section 3; for the score: B. Rocks, "Interval estimation for the net
    promoter score", The American Statistician 70 (2016).

    >>> got = nps(50, 30, 20)
    >>> round(got.estimate, 2), round(got.low, 4), round(got.high, 4), got.n
    (0.3, 0.1396, 0.4434, 100)
    >>> nps(0, 0, 0).estimate is None
    True
    """
    if min(promoters, passives, detractors) < 0:
        raise ValueError("nobody can be counted less than 0 times")
    z, n = quantile(level), promoters + passives + detractors
    if n == 0:
        return NOTHING
    net = (promoters - detractors) / n
    high = _end(promoters / n, detractors / n, n, z)
    low = -_end(detractors / n, promoters / n, n, z)
    return Interval(net, min(low, net), max(high, net), n)


def _end(p: float, d: float, n: int, z: float) -> float:
    """The largest difference that the score test does not reject."""
    if p == 1:
        return 1.0
    inside, outside = p - d, 1.0
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        half = (middle * (2 - p + d) - p - d) / 4
        q = sqrt(max(half * half + d * middle * (1 - middle) / 2, 0.0)) - half
        variance = max(2 * q + middle - middle * middle, 0.0) / n
        if (middle - (p - d)) ** 2 <= z * z * variance:
            inside = middle
        else:
            outside = middle
    return outside
