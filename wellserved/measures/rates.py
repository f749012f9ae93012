"""Rates with their intervals: how sure can we be of "68 of 100"?"""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

from wellserved.measures.shapes import NOTHING, Interval


def wilson(successes: int, n: int, level: float = 0.95) -> Interval:
    """The share of successes with Wilson's score interval: what the product shows beside every rate.

    With p = successes/n and z the normal quantile of (1 + level)/2, the ends are

        (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)

    It never leaves [0, 1], never has width 0, and holds its level well from small n on.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927);
    recommended by L. D. Brown, T. T. Cai and A. DasGupta, Statistical Science 16 (2001).

    >>> got = wilson(81, 263)
    >>> round(got.estimate, 4), round(got.low, 4), round(got.high, 4), got.n
    (0.308, 0.2553, 0.3662, 263)
    >>> wilson(0, 0).estimate is None
    True
    """
    _counts(successes, n)
    if n == 0:
        return NOTHING
    z, p = quantile(level), successes / n
    scale = 1 + z * z / n
    middle = (p + z * z / (2 * n)) / scale
    reach = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / scale
    # At the ends the formula gives the bound itself but for rounding.
    low = 0.0 if successes == 0 else max(0.0, middle - reach)
    high = 1.0 if successes == n else min(1.0, middle + reach)
    return Interval(p, low, high, n)


def jeffreys(successes: int, n: int, level: float = 0.95) -> Interval:
    """The share of successes with Jeffreys' interval: equal-tailed, from the posterior under a Beta(½, ½) prior.

    The ends are the (1 − level)/2 and (1 + level)/2 quantiles of Beta(successes + ½, n − successes + ½); the lower is
    0 when there is no success, the upper 1 when there is no failure. The estimate is the plain share.

    Source: Brown, Cai and DasGupta, Statistical Science 16 (2001), section 4.1.2.

    >>> got = jeffreys(1, 10)
    >>> round(got.low, 4), round(got.high, 4)
    (0.011, 0.3813)
    """
    _counts(successes, n)
    if n == 0:
        return NOTHING
    from scipy.special import betaincinv  # takes a while to load, and most of what we do needs none of it

    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, not at {level}")
    a, b = successes + 0.5, n - successes + 0.5
    low = 0.0 if successes == 0 else float(betaincinv(a, b, (1 - level) / 2))
    high = 1.0 if successes == n else float(betaincinv(a, b, (1 + level) / 2))
    return Interval(successes / n, low, high, n)


def newcombe(k1: int, n1: int, k2: int, n2: int, level: float = 0.95) -> Interval:
    """The difference of two independent shares, k1/n1 − k2/n2, with Newcombe's hybrid score interval (his method 10).

    With the Wilson intervals (l1, u1) and (l2, u2) and the difference d, the ends are

        d − √((p1 − l1)² + (u2 − p2)²)   and   d + √((u1 − p1)² + (p2 − l2)²)

    `n` is n1 + n2. Without observations on one side there is nothing to compare.

    Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of
    eleven methods", Statistics in Medicine 17 (1998), table II, comparison (a).

    >>> got = newcombe(56, 70, 48, 80)
    >>> round(got.estimate, 4), round(got.low, 4), round(got.high, 4)
    (0.2, 0.0524, 0.3339)
    """
    first, second = wilson(k1, n1, level), wilson(k2, n2, level)
    if first.estimate is None or second.estimate is None:
        return Interval(None, None, None, n1 + n2)
    assert first.low is not None and first.high is not None  # they come with the estimate
    assert second.low is not None and second.high is not None
    p1, p2 = first.estimate, second.estimate
    d = p1 - p2
    down = sqrt((p1 - first.low) ** 2 + (second.high - p2) ** 2)
    up = sqrt((first.high - p1) ** 2 + (p2 - second.low) ** 2)
    return Interval(d, max(-1.0, d - down), min(1.0, d + up), n1 + n2)


def _counts(successes: int, n: int) -> None:
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n} is not a share")


def quantile(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, not at {level}")
    return NormalDist().inv_cdf((1 + level) / 2)
