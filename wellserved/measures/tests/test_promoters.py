"""The net promoter score: its interval answers the score test, and says the same whichever way one looks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from wellserved.measures import Interval, nps

few = st.integers(0, 300)
counts = st.tuples(few, few, few).filter(lambda some: sum(some) > 0)


def ends(got: Interval) -> tuple[float, float, float]:
    assert got.estimate is not None
    assert got.low is not None
    assert got.high is not None
    return got.low, got.estimate, got.high


@given(counts)
def test_it_holds_its_estimate_stays_within_its_bounds_and_is_never_certain(some: tuple[int, int, int]) -> None:
    low, estimate, high = ends(nps(*some))
    assert -1 <= low <= estimate <= high <= 1
    assert high - low > 1e-4
    assert estimate == pytest.approx((some[0] - some[2]) / sum(some))


@given(counts)
def test_who_would_and_who_would_not_change_places(some: tuple[int, int, int]) -> None:
    low, estimate, high = ends(nps(*some))
    turned = ends(nps(*some[::-1]))
    assert turned == (pytest.approx(-high, abs=1e-9), pytest.approx(-estimate), pytest.approx(-low, abs=1e-9))


@given(counts)
def test_a_wider_level_holds_the_narrower_and_more_of_the_same_narrows(some: tuple[int, int, int]) -> None:
    low, _, high = ends(nps(*some))
    wide_low, _, wide_high = ends(nps(*some, level=0.99))
    assert wide_low <= low + 1e-12
    assert wide_high >= high - 1e-12
    more_low, _, more_high = ends(nps(*(4 * count for count in some)))
    assert more_high - more_low < high - low


@pytest.mark.parametrize("some", [(50, 30, 20), (3, 4, 9), (12, 3, 0), (2, 0, 2), (400, 900, 250)])
def test_the_ends_are_where_the_score_test_just_rejects(some: tuple[int, int, int]) -> None:
    """The most likely shares are found by brute force, not by the formula."""
    promoters, _, detractors = some
    n = sum(some)

    def score(delta: float) -> float:
        def unlikely(q: float) -> float:
            shares = np.array([q + delta, 1 - 2 * q - delta, q])
            return float(-(np.array(some) * np.log(np.maximum(shares, 1e-300))).sum())

        bounds = (max(0.0, -delta), (1 - delta) / 2)
        q = minimize_scalar(unlikely, bounds=bounds, method="bounded", options={"xatol": 1e-12}).x
        return float(((promoters - detractors) / n - delta) ** 2 * n / (2 * q + delta - delta**2))

    low, _, high = ends(nps(*some))
    assert (score(low), score(high)) == (pytest.approx(3.8414588, abs=1e-4), pytest.approx(3.8414588, abs=1e-4))


def test_the_prime_ministers_approval_of_agresti() -> None:
    """A. Agresti, Categorical Data Analysis (2002), section 10.1: 86 came over, 150 left, of 1,600: −0.06 to −0.02."""
    low, estimate, high = ends(nps(86, 1364, 150))
    assert (round(low, 2), estimate, round(high, 2)) == (-0.06, -0.04, -0.02)


def test_large_samples_have_the_variance_of_the_textbook() -> None:
    low, estimate, high = ends(nps(50_000, 30_000, 20_000))
    reach = 1.959964 * np.sqrt((0.7 - 0.3**2) / 100_000)
    assert (low, high) == (pytest.approx(estimate - reach, abs=1e-5), pytest.approx(estimate + reach, abs=1e-5))


def test_nobody_says_nothing_and_few_say_too_little() -> None:
    assert nps(0, 0, 0) == Interval(None, None, None, 0)
    assert nps(3, 1, 0).too_few
    assert not nps(3, 1, 1).too_few
    with pytest.raises(ValueError, match="less than 0"):
        nps(-1, 2, 3)
