"""Means and differences against SciPy and against what must hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from wellserved.measures import Interval, difference, mean, newcombe, wilson

VALUES = st.lists(st.integers(0, 100), min_size=2, max_size=30)


@given(VALUES)
def test_the_mean_has_students_interval(values: list[int]) -> None:
    got = mean(values)
    assert got.estimate == pytest.approx(sum(values) / len(values))
    assert got.n == len(values)
    assert got.low is not None
    assert got.high is not None
    if len(set(values)) > 1:
        low, high = stats.t.interval(0.95, len(values) - 1, loc=got.estimate, scale=stats.sem(values))
        assert (got.low, got.high) == (pytest.approx(low), pytest.approx(high))
    else:
        assert got.low == got.high == got.estimate


@given(st.integers(0, 40), st.integers(40, 80), st.integers(0, 30), st.integers(30, 60))
def test_the_difference_of_two_wilson_intervals_is_newcombes(k1: int, n1: int, k2: int, n2: int) -> None:
    got, known = difference(wilson(k1, n1), wilson(k2, n2)), newcombe(k1, n1, k2, n2)
    assert (got.estimate, got.low, got.high) == (
        pytest.approx(known.estimate),
        pytest.approx(known.low),
        pytest.approx(known.high),
    )


def test_nothing_to_compare_is_said() -> None:
    assert difference(Interval(None, None, None, 0), wilson(3, 9)) == Interval(None, None, None, 9)
