"""Who came back, who stayed: lifelines and a published study say the same."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter

from wellserved.measures import Interval, kaplan_meier

stories = st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=1, max_size=50)
WEEKS = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
ENDED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]


def test_the_leukaemia_study_of_freireich_and_others() -> None:
    """As printed by E. T. Lee and J. W. Wang, and by R's `survival` with conf.type="log-log"."""
    got = kaplan_meier(WEEKS, [bool(seen) for seen in ENDED])
    assert [round(one.estimate or 0, 4) for one in got.left] == [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    assert got.at_risk == (21, 17, 15, 12, 11, 7, 6)
    last = got.left[-1]
    assert (round(last.low or 0, 3), round(last.high or 0, 3)) == (0.188, 0.680)
    assert got.median == 23


@settings(max_examples=40, deadline=None)
@given(stories)
def test_lifelines_says_the_same(some: list[tuple[int, bool]]) -> None:
    durations, observed = [time for time, _ in some], [seen for _, seen in some]
    got = kaplan_meier(durations, observed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = KaplanMeierFitter().fit(durations, observed)
    bounds = theirs.confidence_interval_
    for time, one in zip(got.times, got.left, strict=True):
        assert one.estimate == pytest.approx(float(theirs.survival_function_.loc[time].iloc[0]), abs=1e-9)
        if one.estimate:
            assert one.low == pytest.approx(float(bounds.loc[time].iloc[0]), abs=1e-6)
            assert one.high == pytest.approx(float(bounds.loc[time].iloc[1]), abs=1e-6)


@given(stories)
def test_less_and_less_is_left_and_each_interval_holds_its_estimate(some: list[tuple[int, bool]]) -> None:
    got = kaplan_meier([time for time, _ in some], [seen for _, seen in some])
    shares = [one.estimate for one in got.left if one.estimate is not None]
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= one.low <= one.estimate <= one.high <= 1 for one in got.left)  # type: ignore[operator]
    assert [one.n for one in got.left] == list(got.at_risk)
    turned = kaplan_meier([time for time, _ in reversed(some)], [seen for _, seen in reversed(some)])
    assert turned == got


@given(st.lists(st.integers(1, 30), min_size=1, max_size=40))
def test_where_every_story_is_over_it_is_the_plain_share(durations: list[int]) -> None:
    got = kaplan_meier(durations, [True] * len(durations))
    for time, one in zip(got.times, got.left, strict=True):
        assert one.estimate == pytest.approx(sum(other > time for other in durations) / len(durations), abs=1e-12)


def test_before_anything_happened_nothing_is_said_about_the_range() -> None:
    got = kaplan_meier([3, 5, 8], [False, True, False])
    assert got.at(4) == Interval(1.0, None, None, 3)
    assert got.at(5.5).estimate == 0.5
    assert got.left[0].too_few
    assert kaplan_meier([4, 4], [False, False]).times == ()
    assert kaplan_meier([], []).at(3).estimate is None


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="as many"):
        kaplan_meier([1, 2], [True])
    with pytest.raises(ValueError, match="a duration is"):
        kaplan_meier([-1], [True])
    with pytest.raises(ValueError, match="a duration is"):
        kaplan_meier([float("nan")], [True])
