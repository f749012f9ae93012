"""Of many questions asked at once, those that stand are the same as statsmodels', and few of them are chance."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from wellserved.measures import benjamini_hochberg

# Section 3.2 of the paper: four stand; with Bonferroni it would be three.
HEART = [
    0.0001,
    0.0004,
    0.0019,
    0.0095,
    0.0201,
    0.0278,
    0.0298,
    0.0344,
    0.0459,
    0.3240,
    0.4262,
    0.5719,
    0.6528,
    0.7590,
    1,
]
chances = st.lists(st.floats(0, 1), min_size=1, max_size=40)


def test_the_example_of_benjamini_and_hochberg() -> None:
    got = benjamini_hochberg(HEART[::-1], 0.05)
    assert got.rejected == (False,) * 11 + (True,) * 4


@given(chances, st.floats(0.001, 0.5))
@example([0.01 / 3, 1.0, 1.0], 0.01)  # exactly at its limit
def test_statsmodels_says_the_same(p: list[float], q: float) -> None:
    got, theirs = benjamini_hochberg(p, q), multipletests(p, q, method="fdr_bh")
    assert got.rejected == tuple(theirs[0])
    assert got.adjusted == pytest.approx(theirs[1], abs=1e-9)


@given(chances, st.floats(0.01, 0.2))
def test_asking_more_strictly_rejects_no_more(p: list[float], q: float) -> None:
    strict, loose = benjamini_hochberg(p, q / 2).rejected, benjamini_hochberg(p, q).rejected
    assert all(not one or other for one, other in zip(strict, loose, strict=True))
    assert all(least >= own - 1e-12 for least, own in zip(benjamini_hochberg(p).adjusted, p, strict=True))


def test_where_nothing_is_true_little_is_found_and_few_finds_are_false() -> None:
    chance = np.random.default_rng(5)
    null = sum(any(benjamini_hochberg(chance.random(60).tolist(), 0.05).rejected) for _ in range(2000)) / 2000
    assert 0.03 < null < 0.07
    shares = []
    for _ in range(500):
        rejected = benjamini_hochberg([*chance.random(50), *chance.random(10) * 1e-3], 0.1).rejected
        shares.append(sum(rejected[:50]) / max(1, sum(rejected)))
    assert np.mean(shares) < 0.1


def test_what_makes_no_sense_is_refused() -> None:
    assert benjamini_hochberg([]).rejected == ()
    with pytest.raises(ValueError, match="between 0 and 1"):
        benjamini_hochberg([0.5, 1.2])
    with pytest.raises(ValueError, match="between 0 and 1"):
        benjamini_hochberg([0.5, float("nan")])
    with pytest.raises(ValueError, match="between 0 and 1"):
        benjamini_hochberg([0.5], 0)
