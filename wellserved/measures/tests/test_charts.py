"""Control charts: a wiggle is no story."""

from __future__ import annotations

import random
from itertools import pairwise
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellserved.measures import p_chart, p_prime, run_rules, xmr
from wellserved.measures.charts import _runs

week = st.integers(0, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_xmr_is_the_mean_and_266_times_the_mean_moving_range() -> None:
    values = [random.Random(3).gauss(50, 4) for _ in range(30)]
    steps = [abs(b - a) for a, b in pairwise(values)]
    chart = xmr(values)
    assert chart.centre == pytest.approx(sum(values) / 30)
    assert chart.upper[0] == pytest.approx(sum(values) / 30 + 2.66 * sum(steps) / 29, rel=1e-3)


@given(st.lists(st.integers(0, 50), min_size=2, max_size=40))
def test_with_weeks_of_equal_size_p_prime_is_xmr_of_the_shares(counts: list[int]) -> None:
    """Laney's own remark: with equal sizes the p′ chart is the chart of individual values."""
    ours, plain = p_prime(counts, [50] * len(counts)), xmr([count / 50 for count in counts])
    assert ours.centre == pytest.approx(plain.centre)
    for got, expected in zip(ours.upper, plain.upper, strict=True):
        assert got == pytest.approx(min(1.0, expected), abs=1e-9)  # type: ignore[type-var]
    assert ours.signals == plain.signals


@given(st.lists(week, max_size=30))
def test_a_band_holds_the_centre_stays_within_0_and_1_and_signals_lie_outside(weeks: list[tuple[int, int]]) -> None:
    chart = p_prime([k for k, _ in weeks], [n for _, n in weeks])
    assert len(chart.lower) == len(chart.upper) == len(chart.signals) == len(weeks)
    for (k, n), low, high, signal in zip(weeks, chart.lower, chart.upper, chart.signals, strict=True):
        if low is None or high is None or chart.centre is None:
            assert not signal
            continue
        assert n > 0
        assert 0 <= low <= chart.centre <= high <= 1
        assert signal == (k / n < low - 1e-9 or k / n > high + 1e-9)


@given(st.lists(week, min_size=2, max_size=30))
def test_successes_and_failures_signal_in_the_same_weeks(weeks: list[tuple[int, int]]) -> None:
    sizes = [n for _, n in weeks]
    good, bad = p_prime([k for k, _ in weeks], sizes), p_prime([n - k for k, n in weeks], sizes)
    assert good.signals == bad.signals


def test_a_smaller_week_has_a_wider_band_by_the_root_of_its_size() -> None:
    chart = p_prime([70, 68, 280, 17, 66], [100, 100, 400, 25, 100])
    assert chart.centre is not None
    widths = [high - chart.centre for high in chart.upper if high is not None]
    assert widths[2] * sqrt(400) == pytest.approx(widths[0] * sqrt(100))
    assert widths[3] * sqrt(25) == pytest.approx(widths[0] * sqrt(100))


def test_ordinary_weeks_signal_seldom_and_a_bad_week_does() -> None:
    chance = random.Random(7)
    alarms = weeks = found = 0
    for _ in range(300):
        sizes = [chance.randint(40, 400) for _ in range(26)]
        rates = [0.68 + chance.gauss(0, 0.03) for _ in sizes]  # more than chance alone: the mood of each week
        counts = [sum(chance.random() < rate for _ in range(n)) for n, rate in zip(sizes, rates, strict=True)]
        alarms += sum(p_prime(counts, sizes).signals)
        weeks += len(sizes)
        counts[12] = round(0.35 * sizes[12])
        found += p_prime(counts, sizes).signals[12]
    assert alarms / weeks < 0.02
    assert found / 300 > 0.7


def test_a_week_without_answers_has_no_band_and_splits_nothing() -> None:
    chart = p_prime([30, 0, 33, 28], [50, 0, 50, 50])
    assert chart.lower[1] is None
    assert chart.upper[0] == p_prime([30, 33, 28], [50, 50, 50]).upper[0]


def test_one_point_is_no_trend() -> None:
    assert xmr([3.0]).upper == (None,)
    assert xmr([]).centre is None
    assert p_prime([3], [4]).upper == (None,)
    assert p_prime([], []).centre is None


def test_what_is_no_share_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0"):
        p_prime([3], [2])
    with pytest.raises(ValueError, match="as many"):
        p_prime([3], [4, 5])


def test_a_p_chart_is_the_textbooks() -> None:
    """Four lots of 50 with 12, 15, 8 and 10 bad: m = 0.225 and 3·√(m(1 − m)/50) = 0.17717."""
    chart = p_chart([12, 15, 8, 10], [50] * 4)
    assert chart.centre == pytest.approx(0.225)
    assert (chart.lower[0], chart.upper[0]) == pytest.approx((0.04783, 0.40217), abs=1e-5)
    assert p_chart([0, 0], [5, 5]).signals == (False, False)


@pytest.mark.parametrize("points", [20, 26, 52, 105])
@pytest.mark.parametrize("kind", ["xmr", "p_chart", "p_prime"])
def test_a_chart_of_unchanged_weeks_seldom_signals(points: int, kind: str) -> None:
    chance = np.random.default_rng(points)
    counts = chance.binomial(200, 0.7, (500, points)).tolist()
    if kind == "xmr":
        charts = [xmr(row, false_alarms=0.05) for row in counts]
    else:
        made = p_chart if kind == "p_chart" else p_prime
        charts = [made(row, [200] * points, false_alarms=0.05) for row in counts]
    assert sum(any(chart.signals) for chart in charts) / 500 < 0.075  # 5 in 100, and what 500 charts may be off


def test_a_level_that_moved_a_little_is_seen_by_its_run() -> None:
    counts = [140, 138] * 13 + [132, 131] * 13
    assert not any(p_chart(counts, [200] * 52).signals)
    got = p_chart(counts, [200] * 52, false_alarms=0.05)
    assert got.run == 12
    assert all(got.signals)  # the whole chart is above, then below
    assert not any(xmr([1.0, 0.0] * 26, false_alarms=0.05).signals)
    assert _runs([1, 1, 0, 1, 1, 1, -1, -1, -1, -1], 3) == [False] * 3 + [True] * 7  # on the centre is in no run


@given(st.integers(1, 500), st.floats(0.001, 0.5))
def test_asking_for_fewer_false_alarms_never_narrows_the_band(points: int, rate: float) -> None:
    strict, loose = run_rules(points, rate / 2), run_rules(points, rate)
    assert strict.limit > loose.limit
    assert strict.run is not None
    assert loose.run is not None
    assert strict.run >= loose.run
    assert run_rules(points + 1, rate).limit > loose.limit
    assert run_rules(points, None) == run_rules(1, None)


def test_a_rate_of_false_alarms_is_a_share() -> None:
    with pytest.raises(ValueError, match="false alarms"):
        run_rules(5, 1.0)
