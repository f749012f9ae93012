"""From those who answered to all who were served: weights that put every group in its true proportion."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MOST_ROUNDS = 500
NEAR_ENOUGH = 1e-9  # the largest gap that may be left between a weighted share and its margin


@dataclass(frozen=True)
class Raked:
    """Weights, and whether they may be trusted.

    `weights` for each row of the sample in order; they sum to the number of answers. `design_effect` is Kish's: answers
    that are weighted so unevenly are worth n/design_effect even ones, which is `worth`. `converged` says whether all
    margins are met, `gap` by how much the worst is missed (a share), `rounds` how often the margins were gone through.
    `missing` are the categories that exist but of whom nobody answered: nothing can speak for them, the others' margins
    were scaled up in their place.
    """

    weights: tuple[float, ...]
    design_effect: float
    worth: float
    converged: bool
    gap: float
    rounds: int
    missing: tuple[tuple[str, Hashable], ...]


def rake(
    sample: Mapping[str, Sequence[Hashable]] | Sequence[Mapping[str, Hashable]],
    margins: Mapping[str, Mapping[Hashable, float]],
    counts: Sequence[float] | None = None,
    weights: Sequence[float] | None = None,
) -> Raked:
    """Weights for which the sample has the given margins: raking, or iterative proportional fitting.

    `sample` holds a column for each dimension (team, service, month, …) with the category of every row, or is a list of
    rows; `counts` how many answers a row stands for, and `weights` what each answer counted for before (or 1).
    `margins` gives for each dimension how many there are in each category, of all who were served; counts or shares,
    only proportions matter. With one dimension this is post-stratification, exactly.

    In turn for each dimension, the weights of a category are multiplied by (its margin)/(its weighted share), until
    nothing changes. Where that is possible at all, it ends at the weights nearest to the first ones that have these
    margins (least Σ w·ln(w/w₀)). It removes as much of the non-response bias as the dimensions explain, and no more.
    The price is told: Kish's design effect n·Σw²/(Σw)². Feed Σwy, Σw, Σw² and n to `wilson_weighted` for a rate.

    Source: W. E. Deming and F. F. Stephan, "On a least squares adjustment of a sampled frequency table when the
    expected marginal totals are known", Annals of Mathematical Statistics 11 (1940); convergence: C. T. Ireland and S.
    Kullback, Biometrika 55 (1968); design effect: L. Kish, "Weighting for unequal Pᵢ", Journal of Official Statistics 8
    (1992).

    Of a team half are students, but only 2 of 8 who answered: each student speaks for two, each employee for ⅔.

    >>> got = rake({"who": ["student"] * 2 + ["staff"] * 6}, {"who": {"student": 500, "staff": 500}})
    >>> [round(weight, 3) for weight in got.weights[:3]], round(got.design_effect, 3), got.converged
    ([2.0, 2.0, 0.667], 1.333, True)
    """
    if not isinstance(sample, Mapping):
        sample = {name: [row[name] for row in sample] for name in margins if all(name in row for row in sample)}
    unknown = sorted(set(margins) - set(sample))
    if unknown or not margins:
        raise ValueError(f"the sample has no column for {', '.join(unknown)}" if unknown else "no margin is given")
    rows = len(next(iter(sample.values())))
    many = np.ones(rows) if counts is None else np.asarray(counts, dtype=float)
    first = np.ones(rows) if weights is None else np.asarray(weights, dtype=float)
    if any(len(column) != rows for column in sample.values()) or many.shape != (rows,) or first.shape != (rows,):
        raise ValueError("columns, counts and weights are equally long")
    if np.any(many < 0) or np.any(first < 0):
        raise ValueError("counts and weights are not below 0")
    live = many * first > 0
    if not live.any():
        return Raked((0.0,) * rows, 1.0, 0.0, False, 1.0, 0, ())
    coded = [_coded(name, sample[name], margins[name], live) for name in margins]
    weight, rounds = first / ((many * first).sum() / many[live].sum()), 0
    mass = np.where(live, many * weight, 0.0)
    total = mass.sum()
    gap = _gap(coded, mass, total)
    while gap > NEAR_ENOUGH and rounds < MOST_ROUNDS:
        for codes, wanted, _ in coded:
            have = np.bincount(codes, mass, minlength=len(wanted)) / total
            factor = np.divide(wanted, have, out=np.zeros_like(wanted), where=have > 0)
            mass, weight = mass * factor[codes], weight * factor[codes]
        rounds += 1
        gap = _gap(coded, mass, total)
    n = float(many[live].sum())
    weight = np.where(live, weight * n / mass.sum(), 0.0) if mass.sum() > 0 else weight
    effect = n * float((many * weight**2).sum()) / float((many * weight).sum()) ** 2
    missing: tuple[tuple[str, Hashable], ...] = tuple(
        (name, category) for name, (*_, gone) in zip(margins, coded, strict=True) for category in gone
    )
    return Raked(tuple(weight.tolist()), effect, n / effect, gap <= NEAR_ENOUGH, gap, rounds, missing)


Coded = tuple[NDArray[np.int64], NDArray[np.float64], list[Hashable]]


def _coded(name: str, column: Sequence[Hashable], margin: Mapping[Hashable, float], live: NDArray[np.bool_]) -> Coded:
    """The column as places in the margin, the margin as shares of those who answered, and who is missing."""
    if any(not size >= 0 or size == float("inf") for size in margin.values()):
        raise ValueError(f"the margin of {name} holds what is no count")
    place = {category: i for i, category in enumerate(margin)}
    strange = sorted({str(category) for category in column if category not in place})
    if strange:
        raise ValueError(f"{name} has no margin for {', '.join(strange[:5])}")
    codes = np.fromiter((place[category] for category in column), dtype=np.int64, count=len(column))
    there = np.bincount(codes[live], minlength=len(place)) > 0
    wanted = np.fromiter(margin.values(), dtype=float, count=len(place))
    gone = [category for category, i in place.items() if not there[i] and wanted[i] > 0]
    wanted = np.where(there, wanted, 0.0)
    if wanted.sum() <= 0:
        raise ValueError(f"the margin of {name} counts nobody of those who answered")
    return codes, wanted / wanted.sum(), gone


def _gap(coded: Sequence[Coded], mass: NDArray[np.float64], total: float) -> float:
    return max(
        float(np.abs(np.bincount(codes, mass, minlength=len(wanted)) / total - wanted).max())
        for codes, wanted, _ in coded
    )
