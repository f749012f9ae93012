"""How often something happens: events in so many occasions, and whether it has become rarer."""

from __future__ import annotations

from math import sqrt

from wellserved.measures.rates import quantile, wilson
from wellserved.measures.shapes import NOTHING, Interval


def per_occasion(events: int, occasions: int, level: float = 0.95) -> Interval:
    """Events per occasion, with the score interval for a Poisson count; an occasion may have more than one event.

    With k events in m occasions and z the normal quantile of (1 + level)/2, the ends are

        (k + z²/2 ± z·√(k + z²/4)) / m

    It never falls below 0 and never has width 0; for rare events it is Wilson's interval. `n` is the occasions.

    Source: L. D. Brown, T. T. Cai and A. DasGupta, "Interval estimation in exponential families", Statistica Sinica 13
    (2003), section 2.

    >>> got = per_occasion(12, 1000)
    >>> round(got.estimate, 4), round(got.low, 4), round(got.high, 4), got.n
    (0.012, 0.0069, 0.021, 1000)
    """
    if events < 0 or occasions < 0:
        raise ValueError("counts do not lie below 0")
    if not occasions:
        return NOTHING
    z = quantile(level)
    middle, reach = events + z * z / 2, z * sqrt(events + z * z / 4)
    low = 0.0 if events == 0 else max(0.0, middle - reach)
    return Interval(events / occasions, low / occasions, (middle + reach) / occasions, occasions)


def times_as_often(events: int, occasions: int, events_before: int, occasions_before: int) -> Interval:
    """How many times as often it happens as before, with its 95 % interval: 0.5 is half as often.

    Of all events, those that are new are binomial, with the share r·m/(r·m + m₀) where r is the ratio and m and m₀ are
    the occasions: so Wilson's ends of that share give those of r. `n` is all events. None where there is nothing to
    compare; the upper end is None where nothing happened before.

    Source: J. Przyborowski and H. Wilenski, "Homogeneity of results in testing samples from Poisson series",
    Biometrika 31 (1940).

    >>> got = times_as_often(20, 4000, 40, 4000)
    >>> round(got.estimate, 3), round(got.low, 3), round(got.high, 3), got.n
    (0.5, 0.294, 0.85, 60)
    """
    n = events + events_before
    if min(events, occasions, events_before, occasions_before) < 0:
        raise ValueError("counts do not lie below 0")
    if not (n and occasions and occasions_before):
        return Interval(None, None, None, n)
    share = wilson(events, n)

    def ratio(part: float | None) -> float | None:
        return None if part is None or part >= 1 else part / (1 - part) * occasions_before / occasions

    return Interval(ratio(share.estimate), ratio(share.low), ratio(share.high), n)
