"""Means with their intervals, and the difference of two estimates."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from wellserved.measures.shapes import NOTHING, Interval


def mean(values: Sequence[float], level: float = 0.95) -> Interval:
    """The mean of independent values with Student's interval, in the unit of the values.

    With s the sample standard deviation and t the (1 + level)/2 quantile of Student's t with n − 1 degrees of freedom,
    the ends are  mean ± t·s/√n.  One value alone has no interval: its ends are None.

    Source: Student, "The probable error of a mean", Biometrika 6 (1908).

    >>> got = mean([70, 60, 80, 75, 65])
    >>> round(got.estimate, 2), round(got.low, 2), round(got.high, 2), got.n
    (70.0, 60.18, 79.82, 5)
    >>> mean([]).estimate is None, mean([3]).low is None
    (True, True)
    """
    n = len(values)
    if n == 0:
        return NOTHING
    middle = sum(values) / n
    if n == 1:
        return Interval(middle, None, None, 1)
    from scipy.special import stdtrit  # takes a while to load

    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, not at {level}")
    spread = sqrt(sum((value - middle) ** 2 for value in values) / (n - 1))
    reach = float(stdtrit(n - 1, (1 + level) / 2)) * spread / sqrt(n)
    return Interval(middle, middle - reach, middle + reach, n)


def difference(first: Interval, second: Interval) -> Interval:
    """The difference of two independent estimates, first − second, from their intervals ("square and add", MOVER).

    With estimates p1, p2, intervals (l1, u1), (l2, u2) and d = p1 − p2, the ends are

        d − √((p1 − l1)² + (u2 − p2)²)   and   d + √((u1 − p1)² + (p2 − l2)²)

    An estimate without an interval counts as certain. `n` is the sum. Newcombe's interval is this with Wilson's.

    Source: G. Y. Zou and A. Donner, "Construction of confidence limits about effect measures: a general approach",
    Statistics in Medicine 27 (2008).

    >>> got = difference(Interval(0.7, 0.6, 0.8, 5), Interval(0.5, 0.47, 0.54, 100))
    >>> round(got.estimate, 3), round(got.low, 3), round(got.high, 3)
    (0.2, 0.092, 0.304)
    """
    if first.estimate is None or second.estimate is None:
        return Interval(None, None, None, first.n + second.n)
    down1, up1 = _reach(first)
    down2, up2 = _reach(second)
    d = first.estimate - second.estimate
    return Interval(d, d - sqrt(down1**2 + up2**2), d + sqrt(up1**2 + down2**2), first.n + second.n)


def _reach(one: Interval) -> tuple[float, float]:
    if one.estimate is None or one.low is None or one.high is None:
        return 0.0, 0.0
    return one.estimate - one.low, one.high - one.estimate
