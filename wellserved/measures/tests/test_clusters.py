"""Teams that tried beside teams that waited: reference values, and silence where there are too few."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.regression.linear_model import OLS
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from wellserved.measures import difference_in_differences

team = st.tuples(st.booleans(), st.floats(0, 1), st.floats(0, 1))
teams = st.lists(team, min_size=6, max_size=20).filter(lambda some: 2 <= sum(one[0] for one in some) <= len(some) - 2)
# B. Efron and R. Tibshirani, An Introduction to the Bootstrap (1993), table 2.1: days that mice survived.
TREATED, CONTROL = [94, 197, 16, 38, 99, 141, 23], [52, 104, 146, 10, 51, 30, 40, 27, 46]


@settings(max_examples=40, deadline=None)
@given(teams)
def test_statsmodels_says_the_same(some: list[tuple[bool, float, float]]) -> None:
    tried, before, after = zip(*some, strict=True)
    got = difference_in_differences(tried, before, after)
    change = np.array(after) - np.array(before)
    if change[np.array(tried)].std() + change[~np.array(tried)].std() < 1e-6:
        return
    theirs = CompareMeans(DescrStatsW(change[np.array(tried)]), DescrStatsW(change[~np.array(tried)]))
    low, high = theirs.tconfint_diff(usevar="pooled")
    assert got.effect.n == len(some)
    assert (got.effect.low, got.effect.high) == (pytest.approx(low, abs=1e-6), pytest.approx(high, abs=1e-6))
    assert got.p == pytest.approx(theirs.ttest_ind(usevar="pooled")[1], abs=1e-6)


def test_it_is_the_interaction_of_a_regression_on_teams_and_time() -> None:
    """With two times, the regression with an effect for each team gives the same effect, and t with G − 2 degrees."""
    chance = np.random.default_rng(3)
    tried = np.array([1, 1, 1, 1, 0, 0, 0, 0, 0])
    before, after = chance.normal(0.7, 0.1, 9), chance.normal(0.72, 0.1, 9)
    got = difference_in_differences(tried.astype(bool).tolist(), before.tolist(), after.tolist())
    own = np.vstack([np.eye(9), np.eye(9)])
    later = np.repeat([0, 1], 9)
    fit = OLS(np.concatenate([before, after]), np.column_stack([own, later, later * np.tile(tried, 2)])).fit()
    assert got.effect.estimate == pytest.approx(fit.params[-1])
    assert (got.effect.low, got.effect.high) == pytest.approx(tuple(fit.conf_int()[-1]))
    assert got.p == pytest.approx(fit.pvalues[-1])


def test_the_mice_of_efron_and_tibshirani() -> None:
    """The difference is 30.63 days; they found .141 by t and .132 by permutation, one-sided, with 1,000 shuffles."""
    got = difference_in_differences([True] * 7 + [False] * 9, [0] * 16, [*TREATED, *CONTROL])
    assert got.effect.estimate == pytest.approx(30.635, abs=0.001)
    assert got.p is not None
    assert got.p / 2 == pytest.approx(0.141, abs=0.001)
    pool = np.array([*TREATED, *CONTROL])
    sums = np.array([pool[list(chosen)].sum() for chosen in combinations(range(16), 7)])
    effects = sums / 7 - (pool.sum() - sums) / 9
    assert got.permutation == pytest.approx(np.mean(abs(effects) >= 30.6349), abs=1e-12)
    assert np.mean(effects >= 30.6349) == pytest.approx(0.132, abs=0.02)


def test_many_teams_are_shuffled_at_random_and_the_same_for_a_seed() -> None:
    chance = np.random.default_rng(8)
    tried, after = [True] * 15 + [False] * 15, chance.normal(0, 1, 30).tolist()
    one = difference_in_differences(tried, [0] * 30, after, seed=4)
    assert one == difference_in_differences(tried, [0] * 30, after, seed=4)
    assert one.permutation == pytest.approx(stats.ttest_ind(after[:15], after[15:]).pvalue, abs=0.03)


@settings(max_examples=25, deadline=None)
@given(teams, st.floats(-2, 2), st.floats(-2, 2))
def test_what_moved_everybody_alike_is_no_effect(
    some: list[tuple[bool, float, float]], shift: float, drift: float
) -> None:
    tried, before, after = zip(*some, strict=True)
    here = difference_in_differences(tried, before, after)
    there = difference_in_differences(tried, [b + shift for b in before], [a + shift + drift for a in after])
    assert there.effect.estimate == pytest.approx(here.effect.estimate, abs=1e-9)
    assert there.effect.high == pytest.approx(here.effect.high, abs=1e-7)
    turned = difference_in_differences([not one for one in tried], before, after)
    assert turned.effect.estimate == pytest.approx(-(here.effect.estimate or 0), abs=1e-12)


@pytest.mark.parametrize("count", range(0, 14))
def test_too_few_teams_say_nothing(count: int) -> None:
    tried = [i % 2 == 0 for i in range(count)]
    got = difference_in_differences(tried, [0.5] * count, [0.5 + 0.01 * i for i in range(count)])
    assert got.too_few == (count < 6)
    assert (got.permutation is None) == (count < 12)
    assert got.effect.n == count
    alone = difference_in_differences([True] + [False] * 9, [0.0] * 10, [0.1] * 10)
    assert alone.too_few


def test_nothing_moved_is_no_effect() -> None:
    got = difference_in_differences([True] * 6 + [False] * 6, [0.5] * 12, [0.5] * 12)
    assert (got.effect.estimate, got.p, got.permutation) == (0, 1, 1)


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="each cluster"):
        difference_in_differences([True], [0.5], [])
    with pytest.raises(ValueError, match="a mean is a number"):
        difference_in_differences([True], [float("nan")], [0.5])
