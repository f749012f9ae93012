"""Small groups borrow strength from all: a team with three answers is probably not the best, nor the worst."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wellserved.measures.shapes import NOTHING, Interval

RHO = (np.arange(200) + 0.5) / 200


@dataclass(frozen=True)
class Shrunk:
    """Shares drawn toward the mean of all groups.

    `groups` in the order given; `mean` is the share over all; `weight` is how many observations the mean counts for
    against a group's own (the more alike the groups, the larger).
    """

    groups: tuple[Interval, ...]
    mean: float | None
    weight: float


def shrink(successes: Sequence[int], n: Sequence[int], level: float = 0.95) -> Shrunk:
    """Each group's share, drawn toward the mean, by empirical Bayes under a beta-binomial model.

    The groups' true shares are taken to come from Beta(M·m, M·(1 − m)). m is the share over all,
    (Σsuccesses + ½)/(N + 1). How alike the groups are, ρ = 1/(M + 1), is not known well when they are few, so no
    single value is chosen: every ρ of a grid over (0, 1) weighs by how likely it makes the counts seen,

        w(ρ) ∝ Π B(successesᵢ + M·m, nᵢ − successesᵢ + M·(1 − m)) / B(M·m, M·(1 − m))

    and a group's estimate is the mean over the grid of (successesᵢ + M·m)/(nᵢ + M). Its interval is that of the beta
    distribution with the same mean and variance as the mixture of posteriors, the variance of m itself added, and
    reaches to the estimate at least.
    A group without observations has no estimate. `weight` is the mean of M over the grid, at most N.

    Source: C. N. Morris, "Parametric empirical Bayes inference: theory and applications", JASA 78 (1983); the flat
    prior on ρ is M. J. Daniels' uniform shrinkage prior, Canadian Journal of Statistics 27 (1999).

    >>> got = shrink([3, 60, 70], [3, 100, 100])
    >>> [round(group.estimate, 2) for group in got.groups]
    [0.75, 0.61, 0.69]
    """
    k, sizes = np.asarray(successes, dtype=float), np.asarray(n, dtype=float)
    if k.shape != sizes.shape or k.ndim != 1:
        raise ValueError("as many successes as sizes are wanted, in one row each")
    if np.any(k < 0) or np.any(k > sizes):
        raise ValueError("successes lie between 0 and n")
    total = float(sizes.sum())
    if total == 0:
        return Shrunk(tuple(NOTHING for _ in n), None, 0.0)
    from scipy.special import betaincinv, betaln  # takes a while to load

    mean = (float(k.sum()) + 0.5) / (total + 1)
    prior = 1 / RHO - 1  # M, for each ρ of the grid
    a = k[:, None] + prior * mean
    b = (sizes - k)[:, None] + prior * (1 - mean)
    fit = (betaln(a, b) - betaln(prior * mean, prior * (1 - mean))).sum(axis=0)
    likely = np.exp(fit - fit.max())
    likely /= likely.sum()
    means = a / (a + b)
    estimate = means @ likely
    own = sizes[:, None] / (sizes[:, None] + prior)  # how much of a group's estimate is its own
    mean_varies = mean * (1 - mean) / ((sizes[:, None] / (1 + (sizes[:, None] - 1) * RHO)).sum(axis=0) + 1)
    spread = a * b / ((a + b) ** 2 * (a + b + 1)) + (1 - own) ** 2 * mean_varies
    variance = spread @ likely + ((means - estimate[:, None]) ** 2) @ likely
    size = estimate * (1 - estimate) / variance - 1
    alpha, rest = estimate * size, (1 - estimate) * size
    lows, highs = betaincinv(alpha, rest, (1 - level) / 2), betaincinv(alpha, rest, (1 + level) / 2)
    lows, highs = np.minimum(lows, estimate), np.maximum(highs, estimate)
    groups = tuple(
        Interval(float(estimate[i]), float(lows[i]), float(highs[i]), int(count)) if count else NOTHING
        for i, count in enumerate(sizes)
    )
    return Shrunk(groups, float(k.sum()) / total, min(total, float(prior @ likely)))
