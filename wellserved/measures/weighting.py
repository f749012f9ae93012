"""From those who were asked back to all who might have been: each answer counts for as many as its chance says."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from wellserved.measures.rates import quantile
from wellserved.measures.shapes import NOTHING, Interval


def horvitz_thompson(values: Sequence[float], probabilities: Sequence[float], level: float = 0.95) -> Interval:
    """A total over all who might have been asked, from those who were, each drawn with a known probability.

    With yᵢ the value and πᵢ > 0 the probability of the i-th that was drawn,

        estimate = Σ yᵢ/πᵢ,   variance = Σ (1 − πᵢ)·yᵢ²/πᵢ²

    and the interval is estimate ± z·√variance. The estimate is unbiased under any design with these probabilities. The
    variance is that of independent draws; draws that are spread out, as ours are, vary less, so that the interval is
    if anything too wide. `n` is how many were drawn. Of nobody, the total is 0 and nothing is said about its range.

    Source: D. G. Horvitz and D. J. Thompson, "A generalization of sampling without replacement from a finite
    universe", JASA 47 (1952); variance: C.-E. Särndal, B. Swensson and J. Wretman, Model Assisted Survey Sampling
    (1992), section 3.5.

    Three were drawn, with chances 1, ½ and ¼: they stand for 1 + 2 + 4 = 7, of whom 5 said yes.

    >>> got = horvitz_thompson([1, 0, 1], [1, 0.5, 0.25])
    >>> got.estimate, round(got.low, 2), round(got.high, 2), got.n
    (5.0, -1.79, 11.79, 3)
    """
    weights = _weights(values, probabilities)
    z = quantile(level)
    if not weights:
        return Interval(0.0, None, None, 0)
    total = sum(y * w for y, w in zip(values, weights, strict=True))
    variance = sum((1 - 1 / w) * (y * w) ** 2 for y, w in zip(values, weights, strict=True))
    reach = z * sqrt(variance)
    return Interval(total, total - reach, total + reach, len(weights))


def hajek(values: Sequence[float], probabilities: Sequence[float], level: float = 0.95) -> Interval:
    """A mean over all who might have been asked, from those who were, each drawn with a known probability.

    Two totals are estimated, of the values and of how many there are, and divided:

        estimate = m = Σ(yᵢ/πᵢ) / N̂,   N̂ = Σ 1/πᵢ
        variance = Σ (1 − πᵢ)·((yᵢ − m)/πᵢ)² / N̂²

    and the interval is m ± z·√variance. Being a ratio, it is unbiased up to a term that falls with 1/n. The variance
    is the linearised one, for independent draws. It speaks of all who might have been asked *then*, so it is 0 where
    everybody was; for what is likely to happen again, use `wilson_weighted`.

    Source: J. Hájek, in V. P. Godambe and D. A. Sprott (eds.), Foundations of Statistical Inference (1971), p. 236;
    variance: Särndal, Swensson and Wretman (1992), section 5.7.

    >>> got = hajek([1, 0, 1], [1, 0.5, 0.25])
    >>> round(got.estimate, 4), round(got.low, 4), round(got.high, 4), got.n
    (0.7143, 0.3183, 1.1103, 3)
    >>> hajek([1, 0, 1], [1, 1, 1]).low == hajek([1, 0, 1], [1, 1, 1]).estimate
    True
    """
    weights = _weights(values, probabilities)
    z = quantile(level)
    if not weights:
        return NOTHING
    size = sum(weights)
    mean = sum(y * w for y, w in zip(values, weights, strict=True)) / size
    variance = sum((1 - 1 / w) * ((y - mean) * w) ** 2 for y, w in zip(values, weights, strict=True)) / size**2
    reach = z * sqrt(variance)
    return Interval(mean, mean - reach, mean + reach, len(weights))


def wilson_weighted(successes: float, weight: float, squares: float, n: int, level: float = 0.95) -> Interval:
    """A weighted share with Wilson's interval at the number of answers that it is worth.

    From sums over the answers, each with weight wᵢ = 1/πᵢ: `successes` = Σ wᵢ of the successes, `weight` = Σ wᵢ,
    `squares` = Σ wᵢ². The estimate is Hájek's, m = successes/weight. Unequal weights cost precision; the answers are
    worth Kish's

        n* = weight²/squares

    even ones, and the interval is `wilson`'s with n* for n and m for p. With equal weights it *is* wilson(k, n).
    `n` is how many answers there are, and is what the interval's n says.

    Source: L. Kish, Survey Sampling (1965), chapter 11; with a score interval: N. Dean and M. Pagano, "Evaluating
    confidence interval methods for binomial proportions in clustered surveys", Journal of Survey Statistics and
    Methodology 3 (2015).

    >>> got = wilson_weighted(5, 7, 21, 3)
    >>> round(got.estimate, 4), round(got.low, 4), round(got.high, 4), got.n
    (0.7143, 0.2005, 0.9614, 3)
    >>> wilson_weighted(8 * 81, 8 * 263, 64 * 263, 263).high == wilson_weighted(81, 263, 263, 263).high
    True
    """
    if n == 0 or weight <= 0 or squares <= 0:
        return NOTHING
    if not 0 <= successes <= weight:
        raise ValueError(f"{successes} of {weight} is not a share")
    z, p = quantile(level), successes / weight
    worth = min(weight * weight / squares, float(n))
    scale = 1 + z * z / worth
    middle = (p + z * z / (2 * worth)) / scale
    reach = z * sqrt(p * (1 - p) / worth + z * z / (4 * worth * worth)) / scale
    low = 0.0 if successes == 0 else max(0.0, middle - reach)
    high = 1.0 if successes == weight else min(1.0, middle + reach)
    return Interval(p, low, high, n)


def _weights(values: Sequence[float], probabilities: Sequence[float]) -> list[float]:
    if len(values) != len(probabilities):
        raise ValueError("as many values as probabilities are wanted")
    if any(not 0 < p <= 1 for p in probabilities):
        raise ValueError("whoever was drawn had a probability above 0, and at most 1")
    return [1 / p for p in probabilities]
