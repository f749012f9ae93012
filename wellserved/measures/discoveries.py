"""Many questions at once: of those that look like news, only few may be chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Discoveries:
    """Which hypotheses are rejected, and for each the smallest q at which it would be; both in the order given."""

    rejected: tuple[bool, ...]
    adjusted: tuple[float, ...]


def benjamini_hochberg(p_values: Sequence[float], q: float = 0.05) -> Discoveries:
    """The p-values that stand when the expected share of false ones among them is to be at most q.

    With the m values in order, p₍₁₎ ≤ … ≤ p₍ₘ₎, all up to the largest k with p₍ₖ₎ ≤ q·k/m are rejected. If nothing is
    true, the chance to reject anything is q at most. It holds for independent values, and for those that rise and fall
    together. `adjusted` is min over j ≥ k of p₍ⱼ₎·m/j, at most 1. All groups that were looked at must be handed in, not
    only those that look remarkable. Of no values, nothing is rejected.

    Source: Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", Journal of the Royal Statistical
    Society B 57 (1995), section 3.1; dependence: Y. Benjamini and D. Yekutieli, Annals of Statistics 29 (2001).

    Their example of section 3.2, fifteen comparisons of two treatments after a heart attack: four stand.

    >>> heart = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459,
    ...          0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000]
    >>> sum(benjamini_hochberg(heart, 0.05).rejected)
    4
    """
    if not 0 < q < 1:
        raise ValueError(f"the share of false discoveries lies between 0 and 1, not at {q}")
    if any(not 0 <= p <= 1 for p in p_values):
        raise ValueError("a p-value lies between 0 and 1")
    m = len(p_values)
    order = sorted(range(m), key=lambda i: p_values[i], reverse=True)
    adjusted, rejected = [1.0] * m, [False] * m
    least, standing = 1.0, False
    for rank, i in zip(range(m, 0, -1), order, strict=True):
        least = min(least, p_values[i] * m / rank)
        standing = standing or p_values[i] <= rank / m * q
        adjusted[i], rejected[i] = least, standing
    return Discoveries(tuple(rejected), tuple(adjusted))


def in_families(families: Sequence[Sequence[float]], q: float = 0.05) -> tuple[Discoveries, ...]:
    """Benjamini and Hochberg for each of several families, the share of false discoveries divided evenly among them.

    With F families that have any values, each is judged at q/F; `adjusted` is for the whole, F times its own. Of all
    that are rejected together at most q are false on average, since V/R ≤ Σ Vᵢ/Rᵢ for the V false of R rejections, as
    R is never less than any Rᵢ. So a family of thousands does not drown one of sixty.

    Source: Y. Benjamini and M. Bogomolov, "Selective inference on multiple families of hypotheses", Journal of the
    Royal Statistical Society B 76 (2014), for families; the bound is as said.

    >>> teams, clients = in_families([[0.001, 0.5], [0.01] + [1.0] * 98])
    >>> teams.rejected, any(clients.rejected), teams.adjusted[0]
    ((True, False), False, 0.004)
    """
    many = sum(1 for family in families if family) or 1
    judged = [benjamini_hochberg(family, q / many) for family in families]
    return tuple(Discoveries(one.rejected, tuple(min(1.0, many * p) for p in one.adjusted)) for one in judged)
