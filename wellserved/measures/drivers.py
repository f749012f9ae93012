"""Which qualities move how it felt: the explained part of the spread, fairly shared out among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import factorial

import numpy as np
from numpy.typing import ArrayLike, NDArray

from wellserved.measures.rates import quantile
from wellserved.measures.shapes import Interval

MOST = 12  # 2¹² sets of qualities
AT_ONCE = 2**22  # numbers held at a time while sets are gone through
SMALLEST = 1e-10  # of a quality's own variance: what is left below this is explained by the others

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Importance:
    """Each quality's share of what is explained, with its interval; the shares sum to 1. `r2` is what is explained."""

    shares: Mapping[str, Interval]
    r2: float | None
    n: int


def lmg(
    X: ArrayLike,  # noqa: N803 — as statisticians write it
    y: ArrayLike,
    names: Sequence[str],
    bootstrap: int = 1000,
    seed: int = 0,
    counts: ArrayLike | None = None,
    level: float = 0.95,
) -> Importance:
    """The share of each column of X in the explained variance of y, averaged over all orders (LMG, or Shapley's value).

    X has a row for each answer and a column for each name (ticked or not, or any number); y is what is to be explained
    (how it felt, 1 to 5). `counts` says how many answers a row stands for, so that a tally of distinct rows does as
    well as the answers themselves. With R²(S) of the regression of y on the columns S, and p columns, column j has

        φⱼ = Σ over S without j of |S|!(p − |S| − 1)!/p! · (R²(S ∪ j) − R²(S)),   Σφⱼ = R²(all),   share φⱼ/R²

    All 2ᵖ regressions come from one covariance matrix, by sweeping it column by column; a column that others explain
    fully, or that never changes, adds nothing in that order. The interval is the bootstrap's: answers are drawn anew
    with replacement (distinct rows get multinomial counts), and the ends are quantiles of the shares. Shares are never
    below 0, so that an end near 0 does not show that a quality matters. None where there is nothing to explain (y or
    all of X constant) or no more answers than columns and one.

    Source: R. H. Lindeman, P. F. Merenda and R. Z. Gold, Introduction to Bivariate and Multivariate Analysis (1980),
    p. 119; W. Kruskal, The American Statistician 41 (1987); U. Grömping, "Relative importance for linear regression in
    R: the package relaimpo", Journal of Statistical Software 17 (2006).

    >>> calm, quick = [0, 0, 0, 1, 1, 1, 0, 1], [0, 1, 0, 1, 0, 1, 1, 1]
    >>> got = lmg(list(zip(calm, quick)), [1, 3, 2, 5, 4, 5, 2, 5], ["calm", "quick"])
    >>> round(got.r2, 3), {name: round(share.estimate, 3) for name, share in got.shares.items()}
    (0.944, {'calm': 0.794, 'quick': 0.206})
    """
    quantile(level)  # refuses what is no level
    table, explained, many = _rows(X, y, counts)
    if len(set(names)) != len(names) or table.shape[1] != len(names):
        raise ValueError("each column of X has a name of its own")
    if not 1 <= len(names) <= MOST:
        raise ValueError(f"between one and {MOST} columns can be weighed against each other")
    n = round(float(many.sum()))
    nothing = Importance({name: Interval(None, None, None, n) for name in names}, None, n)
    if n <= len(names) + 1:
        return nothing
    rows, many = _distinct(np.column_stack([table, explained]), many)
    rows = rows - np.average(rows, axis=0, weights=many)  # for precision; covariances do not mind
    upper = np.triu_indices(rows.shape[1])
    moments = np.column_stack([rows, rows[:, upper[0]] * rows[:, upper[1]]])
    known, r2 = _shares(_covariances(moments, many[None, :], upper))
    if not r2[0] > 0:
        return nothing
    again = [_shares(_covariances(moments, drawn, upper))[0] for drawn in _drawn(many, n, bootstrap, seed)]
    lows = highs = known[0]
    if again:
        found = np.concatenate(again)
        found = found[np.isfinite(found[:, 0])]
        if len(found):
            lows, highs = np.quantile(found, [(1 - level) / 2, (1 + level) / 2], axis=0)
    shares = {
        name: Interval(float(at), float(min(low, at)), float(max(high, at)), n)
        for name, at, low, high in zip(names, known[0], lows, highs, strict=True)
    }
    return Importance(shares, float(r2[0]), n)


def _rows(x: ArrayLike, y: ArrayLike, counts: ArrayLike | None) -> tuple[Floats, Floats, Floats]:
    table, explained = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    many = np.ones(len(explained)) if counts is None else np.asarray(counts, dtype=float)
    if table.ndim != 2 or explained.shape != (len(table),) or many.shape != explained.shape:
        raise ValueError("X has a row and a column for each, y and counts as many as X has rows")
    if not (np.isfinite(table).all() and np.isfinite(explained).all() and np.isfinite(many).all()) or np.any(many < 0):
        raise ValueError("X and y hold numbers, and counts are not below 0; leave out rows with gaps")
    return table[many > 0], explained[many > 0], many[many > 0]


def _distinct(rows: Floats, many: Floats) -> tuple[Floats, Floats]:
    """Rows that are the same, counted together. Whole numbers of few values are told apart by one number each."""
    least = rows.min(axis=0)
    span = rows.max(axis=0) - least + 1
    if (rows == np.floor(rows)).all() and span.prod() < 2**53:
        code = (rows - least) @ np.concatenate([[1.0], span.cumprod()[:-1]])
        _, first, which = np.unique(code, return_index=True, return_inverse=True)
    else:
        _, first, which = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    return rows[first], np.bincount(which.ravel(), many).astype(float)


def _drawn(many: Floats, n: int, times: int, seed: int) -> list[Floats]:
    """The counts of answers drawn anew, in blocks: times × rows in all."""
    chance = np.random.default_rng(seed)
    size = max(1, min(times, 4 * AT_ONCE // len(many), 250))
    blocks = [min(size, times - begun) for begun in range(0, times, size)]
    if 3 * len(many) < n:
        return [chance.multinomial(n, many / many.sum(), size=block).astype(float) for block in blocks]
    ends = np.cumsum(many)
    alone = len(many) == n

    def once() -> Floats:
        who = chance.integers(n, size=n, dtype=np.uint32 if n < 2**32 else np.uint64)
        return np.bincount(who if alone else ends.searchsorted(who, side="right"), minlength=len(many)).astype(float)

    return [np.stack([once() for _ in range(block)]) for block in blocks]


def _covariances(moments: Floats, many: Floats, upper: tuple[NDArray[np.intp], NDArray[np.intp]]) -> Floats:
    """For each line of counts the covariance matrix of the columns, y last, from rows of the columns and products."""
    wide = int(upper[1].max()) + 1
    mean = many @ moments / many.sum(axis=1, keepdims=True)
    means, second = mean[:, :wide], mean[:, wide:]
    found: Floats = np.empty((len(many), wide, wide))
    found[:, upper[0], upper[1]] = found[:, upper[1], upper[0]] = second
    found -= means[:, :, None] * means[:, None, :]
    return found


def _shares(covariances: Floats) -> tuple[Floats, Floats]:
    """Shares (rows × columns; NaN where nothing is explained) and R² of the whole."""
    wide = covariances.shape[1] - 1
    weigh = _weigh(wide)
    block = max(1, AT_ONCE // (9 * 2**wide))
    r2 = np.concatenate([_explained(covariances[i : i + block]) for i in range(0, len(covariances), block)])
    whole = r2[:, -1]
    whole = np.where(whole > SMALLEST, whole, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = np.clip(r2 @ weigh, 0.0, None)
        shares = np.where(whole[:, None] > 0, shares / shares.sum(axis=1, keepdims=True), np.nan)
    return shares, whole


def _explained(covariances: Floats) -> Floats:
    """R² for each set of columns: bit j of the place says whether column j takes part."""
    variances = covariances.diagonal(axis1=1, axis2=2)
    least = SMALLEST * variances
    left = covariances[:, None, :, :]
    for j in range(covariances.shape[1] - 1):
        pivot, row, rest = left[..., 0, 0], left[..., 0, 1:], left[..., 1:, 1:]
        taken = pivot > np.maximum(least[:, j], 1e-300)[:, None]
        inverse = np.where(taken, 1 / np.where(taken, pivot, 1.0), 0.0)
        swept = rest - row[..., :, None] * row[..., None, :] * inverse[..., None, None]
        left = np.concatenate([rest, swept], axis=1)
    own = variances[:, -1:]
    safe = np.where(own > 0, own, 1.0)
    return np.where(own > 0, 1 - left[..., 0, 0] / safe, 0.0)


def _weigh(wide: int) -> Floats:
    """The matrix that turns R² of all sets into each column's part."""
    sets = np.arange(2**wide)
    size = np.array([int(s).bit_count() for s in sets])
    order = np.array([factorial(k) * factorial(wide - k - 1) / factorial(wide) for k in range(wide)])
    found = np.zeros((2**wide, wide))
    for j in range(wide):
        has = (sets >> j) & 1 == 1
        found[has, j] = order[size[has] - 1]
        found[~has, j] = -order[size[~has]]
    return found
