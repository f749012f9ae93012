"""Relative importance: a published study, pingouin and brute force say the same; shares always sum to 1."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pandas as pd
import pingouin
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellserved.measures import Importance, lmg
from wellserved.measures.drivers import _drawn

# F. Mosteller and J. W. Tukey, Data Analysis and Regression (1977), p. 549: 47 Swiss provinces about 1888.
# Fertility, agriculture, examination, education, catholic, infant mortality.
TABLE = """
80.2 17 15 12 9.96 22.2 83.1 45.1 6 9 84.84 22.2 92.5 39.7 5 5 93.4 20.2 85.8 36.5 12 7 33.77 20.3
76.9 43.5 17 15 5.16 20.6 76.1 35.3 9 7 90.57 26.6 83.8 70.2 16 7 92.85 23.6 92.4 67.8 14 8 97.16 24.9
82.4 53.3 12 7 97.67 21 82.9 45.2 16 13 91.38 24.4 87.1 64.5 14 6 98.61 24.5 64.1 62 21 12 8.52 16.5
66.9 67.5 14 7 2.27 19.1 68.9 60.7 19 12 4.43 22.7 61.7 69.3 22 5 2.82 18.7 68.3 72.6 18 2 24.2 21.2
71.7 34 17 8 3.3 20 55.7 19.4 26 28 12.11 20.2 54.3 15.2 31 20 2.15 10.8 65.1 73 19 9 2.84 20
65.5 59.8 22 10 5.23 18 65 55.1 14 3 4.52 22.4 56.6 50.9 22 12 15.14 16.7 57.4 54.1 20 6 4.2 15.3
72.5 71.2 12 1 2.4 21 74.2 58.1 14 8 5.23 23.8 72 63.5 6 3 2.56 18 60.5 60.8 16 10 7.72 16.3
58.3 26.8 25 19 18.46 20.9 65.4 49.5 15 8 6.1 22.5 75.5 85.9 3 2 99.71 15.1 69.3 84.9 7 6 99.68 19.8
77.3 89.7 5 2 100 18.3 70.5 78.2 12 6 98.96 19.4 79.4 64.9 7 3 98.22 20.2 65 75.9 9 9 99.06 17.8
92.2 84.6 3 3 99.46 16.3 79.3 63.1 13 13 96.83 18.1 70.4 38.4 26 12 5.62 20.3 65.7 7.7 29 11 13.79 20.5
72.7 16.7 22 13 11.22 18.9 64.4 17.6 35 32 16.92 23 77.6 37.6 15 7 4.97 20 67.6 18.7 25 7 8.65 19.5
35 1.2 37 53 42.34 18 44.7 46.6 16 29 50.43 18.2 42.8 27.7 22 29 58.33 19.3
"""
SWISS = np.array(TABLE.split(), dtype=float).reshape(47, 6)
NAMES = ["agriculture", "examination", "education", "catholic", "infant mortality"]


def estimates(got: Importance) -> list[float]:
    return [share.estimate for share in got.shares.values() if share.estimate is not None]


def test_the_swiss_provinces_of_groempings_package() -> None:
    """U. Grömping's relaimpo, `calc.relimp(swiss, type = "lmg")`: 70.67 % are explained."""
    got = lmg(SWISS[:, 1:], SWISS[:, 0], NAMES, bootstrap=50)
    assert got.r2 == pytest.approx(0.7067, abs=5e-5)
    parts = np.array(estimates(got)) * got.r2
    assert parts == pytest.approx([0.0571, 0.1712, 0.2601, 0.1056, 0.1128], abs=5e-5)


def test_pingouin_says_the_same() -> None:
    table = pd.DataFrame(SWISS[:, 1:], columns=NAMES)
    theirs = pingouin.linear_regression(table, SWISS[:, 0], relimp=True).set_index("names").loc[NAMES]
    got = lmg(SWISS[:, 1:], SWISS[:, 0], NAMES, bootstrap=0)
    assert np.array(estimates(got)) * 100 == pytest.approx(theirs["relimp_perc"].to_numpy(), abs=1e-6)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 4), st.integers(8, 40), st.integers(0, 10**6))
def test_it_is_the_mean_over_all_orders(wide: int, n: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    x, y = chance.integers(0, 2, (n, wide)), chance.integers(1, 6, n)

    def r2(columns: tuple[int, ...]) -> float:
        table = np.column_stack([np.ones(n), x[:, list(columns)]])
        fit = table @ np.linalg.lstsq(table, y, rcond=None)[0]
        return 1 - float(((y - fit) ** 2).sum() / ((y - y.mean()) ** 2).sum())

    got = lmg(x, y, [str(i) for i in range(wide)], bootstrap=5)
    if got.r2 is None:
        assert len(set(y.tolist())) == 1 or r2(tuple(range(wide))) < 1e-9
        return
    parts = np.zeros(wide)
    orders = list(permutations(range(wide)))
    for order in orders:
        for i, column in enumerate(order):
            parts[column] += (r2(order[: i + 1]) - r2(order[:i])) / len(orders)
    assert got.r2 == pytest.approx(r2(tuple(range(wide))), abs=1e-8)
    assert np.array(estimates(got)) * got.r2 == pytest.approx(parts, abs=1e-8)
    assert sum(estimates(got)) == pytest.approx(1)
    assert all(0 <= one.low <= one.estimate <= one.high <= 1 for one in got.shares.values())  # type: ignore[operator]


def test_a_tally_of_distinct_rows_is_as_good_as_the_answers() -> None:
    chance = np.random.default_rng(2)
    x = chance.integers(0, 2, (4000, 3))
    y = np.clip(2 + x[:, 0] + x[:, 1] + chance.integers(0, 2, 4000), 1, 5)
    rows, counts = np.unique(np.column_stack([x, y]), axis=0, return_counts=True)
    one = lmg(x, y, "abc", bootstrap=300, seed=7)
    other = lmg(rows[:, :3], rows[:, 3], "abc", bootstrap=300, seed=7, counts=counts)
    for a, b in zip(one.shares.values(), other.shares.values(), strict=True):
        assert (a.estimate, a.low, a.high, a.n) == pytest.approx((b.estimate, b.low, b.high, b.n), abs=1e-9)
    assert lmg(x, y, "abc", bootstrap=300, seed=7) == one


def test_the_three_ways_to_draw_anew_agree() -> None:
    """Few distinct rows, all rows distinct, and between: the intervals are about as wide."""
    chance = np.random.default_rng(4)
    x = chance.integers(0, 2, (900, 2)).astype(float)
    y = x @ [1.0, 0.6] + chance.integers(0, 3, 900)
    jitter = chance.random(900) * 1e-6
    few, alone = lmg(x, y, "ab", seed=1), lmg(x, y + jitter, "ab", seed=1)
    some = lmg(x, y + np.where(np.arange(900) % 2, jitter, 0), "ab", seed=1)
    for other in (alone, some):
        for a, b in zip(few.shares.values(), other.shares.values(), strict=True):
            assert (a.low, a.high) == pytest.approx((b.low, b.high), abs=0.025)


@pytest.mark.parametrize("many", [[1, 2], [1, 1, 1], [30, 10, 60]])
def test_rows_are_drawn_anew_as_often_as_they_count(many: list[int]) -> None:
    drawn = np.concatenate(_drawn(np.array(many, dtype=float), sum(many), 4000, 1))
    assert (drawn.sum(axis=1) == sum(many)).all()
    assert drawn.mean(axis=0) == pytest.approx(many, rel=0.05)
    assert drawn.var(axis=0) == pytest.approx([n * (1 - n / sum(many)) for n in many], rel=0.1)


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    """Two independent columns, true effects 1 and 0.5 with the same spread: the first has 0.8 of what is explained."""
    chance = np.random.default_rng(6)
    held = 0
    for seed in range(120):
        x = chance.integers(0, 2, (400, 2))
        y = x @ [1.0, 0.5] + chance.normal(0, 0.7, 400)
        share = lmg(x, y, "ab", bootstrap=100, seed=seed).shares["a"]
        held += share.low <= 0.8 <= share.high  # type: ignore[operator]
    assert 0.88 <= held / 120 <= 0.99


def test_what_others_explain_fully_is_shared_and_what_never_changes_has_none() -> None:
    chance = np.random.default_rng(1)
    a = chance.normal(size=60)
    got = lmg(np.column_stack([a, a, np.ones(60)]), a + chance.normal(size=60), ["a", "twin", "always"], bootstrap=20)
    assert estimates(got) == pytest.approx([0.5, 0.5, 0.0], abs=1e-9)


def test_where_there_is_nothing_to_explain_nothing_is_said() -> None:
    for x, y in (([[1], [0], [1], [0]], [3, 3, 3, 3]), ([[1]] * 4, [1, 2, 3, 4]), ([[1], [0]], [1, 2]), ([[1]], [2])):
        got = lmg(x, y, ["a"])
        assert got.r2 is None
        assert got.shares["a"].estimate is None
        assert got.n == len(y)


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="name of its own"):
        lmg([[1, 2]] * 5, [1] * 5, ["a", "a"])
    with pytest.raises(ValueError, match="between one and 12"):
        lmg(np.ones((5, 13)), [1] * 5, [str(i) for i in range(13)])
    with pytest.raises(ValueError, match="as many"):
        lmg([[1, 2]] * 5, [1] * 4, ["a", "b"])
    with pytest.raises(ValueError, match="gaps"):
        lmg([[1], [2]], [1, float("nan")], ["a"])
