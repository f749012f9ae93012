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
    z, p = _quantile(level), successes / n
    scale = 1 + z * z / n
    middle = (p + z * z / (2 * n)) / scale
    reach = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / scale
    # At the ends the formula gives the bound itself but for rounding.
    low = 0.0 if successes == 0 else max(0.0, middle - reach)
    high = 1.0 if successes == n else min(1.0, middle + reach)
    return Interval(p, low, high, n)


def _counts(successes: int, n: int) -> None:
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n} is not a share")


def _quantile(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, not at {level}")
    return NormalDist().inv_cdf((1 + level) / 2)
