"""Rates: the published examples, another library's numbers, and what must hold for all counts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, binomtest
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from wellserved.measures import Interval, jeffreys, newcombe, wilson

counts = st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
both = pytest.mark.parametrize("rate", [wilson, jeffreys])
Rate = Callable[..., Interval]


def ends(interval: Interval) -> tuple[float, float]:
    assert interval.low is not None
    assert interval.high is not None
    return interval.low, interval.high


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_numbers_of_newcombe_1998_table_1(k: int, n: int, low: float, high: float) -> None:
    assert ends(wilson(k, n)) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("k1", "n1", "k2", "n2", "low", "high"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0),
        (10, 10, 0, 10, 0.6075, 1.0),
    ],
)
def test_newcombe_gives_the_numbers_of_his_table_2(k1: int, n1: int, k2: int, n2: int, low: float, high: float) -> None:
    assert ends(newcombe(k1, n1, k2, n2)) == pytest.approx((low, high), abs=5.1e-5)


@given(counts, st.floats(0.5, 0.999))
def test_wilson_agrees_with_scipy(kn: tuple[int, int], level: float) -> None:
    theirs = binomtest(*kn).proportion_ci(confidence_level=level, method="wilson")
    assert ends(wilson(*kn, level)) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


@given(counts)
def test_jeffreys_is_the_beta_quantile_except_at_the_ends(kn: tuple[int, int]) -> None:
    k, n = kn
    low, high = ends(jeffreys(k, n))
    assert low == (0.0 if k == 0 else pytest.approx(beta.ppf(0.025, k + 0.5, n - k + 0.5), abs=1e-9))
    assert high == (1.0 if k == n else pytest.approx(beta.ppf(0.975, k + 0.5, n - k + 0.5), abs=1e-9))


@both
@given(kn=counts)
def test_an_interval_holds_its_estimate_and_stays_within_0_and_1(rate: Rate, kn: tuple[int, int]) -> None:
    got = rate(*kn)
    low, high = ends(got)
    assert 0 <= low <= kn[0] / kn[1] == got.estimate <= high <= 1
    assert low < high


@both
@given(kn=counts)
def test_failures_have_the_mirrored_interval(rate: Rate, kn: tuple[int, int]) -> None:
    k, n = kn
    low, high = ends(rate(k, n))
    assert ends(rate(n - k, n)) == pytest.approx((1 - high, 1 - low), abs=1e-9)


@both
@given(kn=counts)
def test_one_more_success_moves_both_ends_up(rate: Rate, kn: tuple[int, int]) -> None:
    k, n = kn
    if k < n:
        fewer, more = ends(rate(k, n)), ends(rate(k + 1, n))
        assert more[0] > fewer[0] or k == 0
        assert more[1] >= fewer[1]


@both
@given(kn=counts)
def test_ten_times_the_answers_say_more(rate: Rate, kn: tuple[int, int]) -> None:
    k, n = kn
    low, high = ends(rate(k, n))
    closer_low, closer_high = ends(rate(10 * k, 10 * n))
    assert closer_high - closer_low < high - low


@given(counts)
def test_a_higher_level_is_wider(kn: tuple[int, int]) -> None:
    low, high = ends(wilson(*kn, 0.9))
    wider_low, wider_high = ends(wilson(*kn, 0.99))
    assert wider_low <= low
    assert wider_high >= high


@given(counts, counts)
def test_a_difference_turned_round_is_its_negative(a: tuple[int, int], b: tuple[int, int]) -> None:
    there, back = newcombe(*a, *b), newcombe(*b, *a)
    low, high = ends(there)
    assert -1 <= low <= there.estimate <= high <= 1  # type: ignore[operator]
    assert ends(back) == pytest.approx((-high, -low), abs=1e-12)


@both
def test_nothing_observed_says_nothing(rate: Rate) -> None:
    assert rate(0, 0) == Interval(None, None, None, 0)
    assert newcombe(0, 0, 3, 4) == Interval(None, None, None, 4)


@both
@pytest.mark.parametrize(("k", "n"), [(-1, 4), (5, 4), (0, -1)])
def test_what_is_no_share_is_refused(rate: Rate, k: int, n: int) -> None:
    with pytest.raises(ValueError, match="not a share"):
        rate(k, n)


@both
@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_level_lies_between_0_and_1(rate: Rate, level: float) -> None:
    with pytest.raises(ValueError, match="level"):
        rate(1, 2, level)


@given(counts)
def test_statsmodels_says_the_same(kn: tuple[int, int]) -> None:
    assert ends(wilson(*kn)) == pytest.approx(proportion_confint(*kn, method="wilson"), abs=1e-6)
    if 0 < kn[0] < kn[1]:  # at the ends theirs keeps the posterior's quantile, ours the bound
        assert ends(jeffreys(*kn)) == pytest.approx(proportion_confint(*kn, method="jeffreys"), abs=1e-6)


@given(counts, counts)
def test_statsmodels_says_the_same_of_a_difference(first: tuple[int, int], second: tuple[int, int]) -> None:
    theirs = confint_proportions_2indep(*first, *second, compare="diff", method="newcomb")
    assert ends(newcombe(*first, *second)) == pytest.approx(theirs, abs=1e-6)
