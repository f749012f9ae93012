"""Counts of events: another library's numbers, and what must hold for all counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.rates import confint_poisson

from wellserved.measures import per_occasion, times_as_often, wilson

some = st.integers(0, 5_000)
many = st.integers(1, 1_000_000)


@given(some, many)
def test_statsmodels_gives_the_same_ends(events: int, occasions: int) -> None:
    got = per_occasion(events, occasions)
    assert (got.low, got.high) == pytest.approx(confint_poisson(events, occasions, method="score"), abs=1e-6)
    assert got.low <= got.estimate < got.high


@given(some, many)
def test_rare_events_have_wilsons_interval(events: int, more: int) -> None:
    occasions = 1_000_000_000 + more
    got, share = per_occasion(events, occasions), wilson(events, occasions)
    assert (got.low, got.high) == pytest.approx((share.low, share.high), rel=1e-4, abs=1e-12)


@given(some, many, some, many)
def test_turned_round_the_ratio_is_one_over_it(k: int, m: int, k0: int, m0: int) -> None:
    got, turned = times_as_often(k, m, k0, m0), times_as_often(k0, m0, k, m)
    if got.high is None:
        assert not k0 or got.estimate is None
    elif got.low and turned.low and turned.high:
        assert (got.low, got.high) == pytest.approx((1 / turned.high, 1 / turned.low), rel=1e-6)
        assert got.low < k / m / (k0 / m0) < got.high


def test_nothing_to_compare_is_said() -> None:
    assert per_occasion(0, 0).estimate is None
    assert times_as_often(3, 10, 2, 0).estimate is None
    assert times_as_often(3, 10, 0, 10).high is None
    for wrong in ((-1, 3), (1, -3)):
        with pytest.raises(ValueError, match="below 0"):
            per_occasion(*wrong)
        with pytest.raises(ValueError, match="below 0"):
            times_as_often(*wrong, 1, 1)
