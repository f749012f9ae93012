"""How many come back, or stay, and after how long: also where the story of many is not over yet."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import exp, isfinite, log, sqrt

from wellserved.measures.rates import quantile
from wellserved.measures.shapes import Interval


@dataclass(frozen=True)
class Curve:
    """The share to whom it has not happened, at each time at which it happened to somebody.

    `times` in order, in the unit of the durations; for each how many were still looked at (`at_risk`), to how many it
    happened (`events`), and the share left after it (`left`, whose n is at_risk, so that a page keeps silent where
    hardly anybody is looked at any more). `median` is the first time at which at most half are left, None if never.
    """

    times: tuple[float, ...]
    at_risk: tuple[int, ...]
    events: tuple[int, ...]
    left: tuple[Interval, ...]
    median: float | None
    n: int

    def at(self, time: float) -> Interval:
        """The share left at a time: 1 before anything happened, with nothing said about its range."""
        i = bisect_right(self.times, time)
        return self.left[i - 1] if i else Interval(1.0 if self.n else None, None, None, self.n)


def kaplan_meier(durations: Sequence[float], observed: Sequence[bool], level: float = 0.95) -> Curve:
    """The product-limit estimate of the share left, with Greenwood's variance and a log-log interval.

    A duration says how long somebody was looked at; `observed` says whether it then happened (they came back, a
    contract ended) or whether the looking only ended. With dᵢ events among the nᵢ looked at until tᵢ,

        S(t) = Π (1 − dᵢ/nᵢ),   V(t) = Σ dᵢ/(nᵢ(nᵢ − dᵢ)),   both over tᵢ ≤ t,
        ends:  S(t)^exp(±z·√V / ln S)

    which stay within 0 and 1. Who stopped being looked at on the day of an event counts as looked at then. Where nobody
    is left the estimate is 0, V is infinite, and the upper end stays where it was before.

    Source: E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete observations", JASA 53 (1958);
    M. Greenwood (1926); the interval: J. D. Kalbfleisch and R. L. Prentice, The Statistical Analysis of Failure Time
    Data (1980), section 1.3.

    Remission of leukaemia with 6-mercaptopurine, in weeks (E. J. Freireich and others, Blood 21, 1963):

    >>> weeks = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
    >>> ended = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
    >>> got = kaplan_meier(weeks, ended)
    >>> [(time, round(left.estimate, 3)) for time, left in zip(got.times, got.left)]
    [(6, 0.857), (7, 0.807), (10, 0.753), (13, 0.69), (16, 0.627), (22, 0.538), (23, 0.448)]
    >>> got.median, round(got.at(12).low, 3), round(got.at(12).high, 3)
    (23, 0.503, 0.889)
    """
    if len(durations) != len(observed):
        raise ValueError("as many durations as observations are wanted")
    if any(not isfinite(duration) or duration < 0 for duration in durations):
        raise ValueError("a duration is a number, and not below 0")
    z, n = quantile(level), len(durations)
    remaining, share, variance, high = n, 1.0, 0.0, 1.0
    times, at_risk, events, left = [], [], [], []
    for time, group in groupby(sorted(zip(durations, map(bool, observed), strict=True)), key=lambda pair: pair[0]):
        happened = [seen for _, seen in group]
        count = sum(happened)
        if count:
            if count == remaining:
                share, low = 0.0, 0.0
            else:
                share *= 1 - count / remaining
                variance += count / (remaining * (remaining - count))
                reach = z * sqrt(variance) / log(share)
                low, high = share ** exp(-reach), share ** exp(reach)
            times.append(time)
            at_risk.append(remaining)
            events.append(count)
            left.append(Interval(share, low, high, remaining))
        remaining -= len(happened)
    median = next((time for time, one in zip(times, left, strict=True) if (one.estimate or 0) <= 0.5 + 1e-12), None)
    return Curve(tuple(times), tuple(at_risk), tuple(events), tuple(left), median, n)
