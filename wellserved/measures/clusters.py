"""Did a habit matter? Teams that try it beside teams that wait, before and after; a team counts once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, isfinite, sqrt

import numpy as np

from wellserved.measures.rates import quantile
from wellserved.measures.shapes import Interval

FEWEST_CLUSTERS = 6  # below this: "too few teams to say"
FEWEST_TO_PERMUTE = 12  # below this the smallest p-value that shuffling can give is too coarse
ALL_SHUFFLES = 20_000  # with no more ways than this to deal out who tries, all are tried
SHUFFLES = 9_999


@dataclass(frozen=True)
class Effect:
    """By how much those who tried changed beyond those who waited.

    `effect` in the unit of the means; its n is the number of clusters. `p` is that of the t test, `permutation` that of
    shuffling, None below 12 clusters. Where `too_few`, nothing is said: estimate, ends and both p are None.
    """

    effect: Interval
    p: float | None
    permutation: float | None
    tried: int
    waited: int

    @property
    def too_few(self) -> bool:
        """Whether pages say "too few teams to say"."""
        return self.effect.estimate is None


def difference_in_differences(
    tried: Sequence[bool], before: Sequence[float], after: Sequence[float], level: float = 0.95, seed: int = 0
) -> Effect:
    """Difference in differences on cluster means, with Student's t at G − 2 degrees of freedom.

    Each of the G clusters (teams) gives its mean before and after, and whether it tried. With cᵢ = afterᵢ − beforeᵢ,
    the effect is mean(c of those who tried) − mean(c of those who waited), its variance s²(1/G₁ + 1/G₀) with s² pooled,
    and the ends are effect ± t·√variance. Answers within a team go together, so that only the teams count as
    observations, however many answers each has; a team counts as much as another. It assumes that both groups would
    have changed alike otherwise (look at the weeks before: the same function on two stretches before the start should
    find nothing) and that teams wobble about alike.

    From 12 clusters on also by permutation: the share of all ways to deal out who tries (or of 9,999 random ones and
    the one seen) whose effect is as far from 0 as the one seen. That needs no normal distribution.
    Below 6 clusters, or with fewer than two on a side, there is no effect to tell.

    Source: S. G. Donald and K. Lang, "Inference with difference-in-differences and other panel data", Review of
    Economics and Statistics 89 (2007); M. Bertrand, E. Duflo and S. Mullainathan, Quarterly Journal of Economics 119
    (2004), section IV.C; permutation: E. J. G. Pitman, Supplement to the JRSS 4 (1937).

    Two soporifics on ten patients each, hours of sleep gained ("Student", Biometrika 6, 1908, as in R's `sleep`):

    >>> one = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    >>> two = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    >>> got = difference_in_differences([False] * 10 + [True] * 10, [0] * 20, one + two)
    >>> round(got.effect.estimate, 2), round(got.effect.low, 4), round(got.effect.high, 4), round(got.p, 5)
    (1.58, -0.2039, 3.3639, 0.07919)
    """
    if not len(tried) == len(before) == len(after):
        raise ValueError("each cluster has a mean before, a mean after, and tried or waited")
    if not all(map(isfinite, (*before, *after))):
        raise ValueError("a mean is a number; leave out clusters that have none")
    quantile(level)  # refuses what is no level
    change = np.asarray(after, dtype=float) - np.asarray(before, dtype=float)
    group = np.asarray(tried, dtype=bool)
    clusters, ours = len(change), int(group.sum())
    others = clusters - ours
    if clusters < FEWEST_CLUSTERS or min(ours, others) < 2:
        return Effect(Interval(None, None, None, clusters), None, None, ours, others)
    from scipy.special import stdtr, stdtrit  # takes a while to load

    one, two = change[group], change[~group]
    effect = float(one.mean() - two.mean())
    pooled = (((one - one.mean()) ** 2).sum() + ((two - two.mean()) ** 2).sum()) / (clusters - 2)
    error = sqrt(float(pooled) * (1 / ours + 1 / others))
    reach = float(stdtrit(clusters - 2, (1 + level) / 2)) * error
    if error > 0:
        p = 2 * float(stdtr(clusters - 2, -abs(effect) / error))
    else:
        p = 0.0 if effect else 1.0
    shuffled = _shuffled(change, ours, abs(effect), seed) if clusters >= FEWEST_TO_PERMUTE else None
    return Effect(Interval(effect, effect - reach, effect + reach, clusters), p, shuffled, ours, others)


def _shuffled(change: np.ndarray, ours: int, seen: float, seed: int) -> float:
    """How often shuffling who tried finds as much. The effect is a line in the sum of those who "tried"."""
    clusters = len(change)
    exact = comb(clusters, ours) <= ALL_SHUFFLES
    if exact:
        chosen = np.array(list(combinations(range(clusters), ours)))
    else:
        chance = np.random.default_rng(seed)
        chosen = chance.random((SHUFFLES, clusters)).argpartition(ours, axis=1)[:, :ours]
    sums = change[chosen].sum(axis=1)
    effects = sums / ours - (change.sum() - sums) / (clusters - ours)
    beyond = int((abs(effects) >= seen - 1e-12 * (1 + seen)).sum())
    return beyond / len(chosen) if exact else (beyond + 1) / (len(chosen) + 1)
