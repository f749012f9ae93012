"""Worth: quarters, halves, who stays, who comes back; and what must hold for all of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellserved.insight.worth import rules
from wellserved.insight.worth.shapes import Complaints, Counts

TODAY = date(2026, 11, 22)
SHOWN = rules.quarters_until(TODAY)


def told(*each: tuple[int, int]) -> Complaints:
    """The newest quarters: so many complaints of so many served."""
    firsts = SHOWN[len(SHOWN) - len(each) :]
    counts = {first: Counts(served=n, complaints=k) for first, (k, n) in zip(firsts, each, strict=True)}
    return rules.complaints_of(counts, SHOWN, TODAY)


def test_the_quarters_are_the_one_that_runs_and_eight_before() -> None:
    assert (SHOWN[0], SHOWN[-1], len(SHOWN)) == (date(2024, 10, 1), date(2026, 10, 1), 9)


@given(st.dates(min_value=date(1001, 1, 1), max_value=date(8999, 1, 1)))
def test_a_quarter_holds_its_days_and_the_next_begins_where_it_ends(day: date) -> None:
    first = rules.quarter_of(day)
    assert first <= day < rules.next_quarter(first)
    assert rules.quarter_of(rules.next_quarter(first)) == rules.next_quarter(first)
    assert rules.quarters_until(day)[-1] == first


def test_fewer_is_said_only_where_chance_does_not_explain_it() -> None:
    falls = told((40, 1000), (40, 1000), (10, 1000), (10, 1000), (0, 1))
    assert (falls.falling, falls.rising, falls.halves) == (True, False, 2)
    assert told((10, 1000), (10, 1000), (40, 1000), (40, 1000), (0, 1)).rising
    alike = told((12, 1000), (10, 1000), (9, 1000), (11, 1000), (0, 1))
    assert not alike.falling
    assert not alike.rising


def test_the_quarter_that_runs_judges_nothing() -> None:
    assert told((20, 1000), (20, 1000), (500, 1000)).ratio.estimate == 1
    assert [one.whole for one in told((20, 1000), (20, 1000), (500, 1000)).quarters] == [True, True, False]


def test_too_few_complaints_say_nothing() -> None:
    found = told((4, 1000), (0, 1000), (0, 10))
    assert found.ratio.too_few
    assert not found.falling
    assert told().quarters == ()


def test_of_seven_quarters_the_oldest_is_left_out() -> None:
    found = told((900, 1000), *[(20, 1000)] * 6, (0, 1))
    assert (found.halves, found.ratio.estimate) == (3, 1)


def test_who_stays_and_what_they_said_before() -> None:
    before = {0: Counts(5), 1: Counts(9, 10, 9), 2: Counts(9, 10, 2), 3: Counts(0, 4, 4)}
    found = rules.active({0: Counts(3), 1: Counts(2), 4: Counts(1)}, before)
    assert (found.now, found.before) == (2, 2)
    assert (found.stayed.estimate, found.bullseye_stayed.estimate, found.bullseye_gone.estimate) == (0.5, 0.9, 0.2)


def test_who_was_served_last_week_counts_for_as_long_as_they_were_seen() -> None:
    long = [(100, 10)] * 4 + [(100, None)] * 4
    assert rules.came_back(long, 60).estimate == pytest.approx(0.5)
    assert rules.came_back([*long, *[(5, None)] * 8], 60).estimate == pytest.approx(0.5)
    assert rules.came_back([*long, *[(5, 3)] * 8], 60).estimate == pytest.approx(0.75)


def test_nothing_is_said_where_nobody_was_seen_for_so_long() -> None:
    assert rules.came_back([(59, 3)] * 100, 60).too_few
    assert rules.came_back([], 60).too_few
    assert rules.came_back([(60, 61)] * 5, 60).estimate == 0  # nobody, in time


stories = st.lists(st.integers(0, 200).flatmap(lambda n: st.tuples(st.just(n), st.none() | st.integers(0, 250))))


@given(stories, st.sampled_from(rules.WITHIN))
def test_a_share_lies_in_its_range_and_more_time_never_lowers_it(found: list[rules.Story], within: int) -> None:
    share = rules.came_back(found, within)
    if share.estimate is None or share.low is None or share.high is None:
        assert share.too_few
        return
    assert 0 <= share.low <= share.estimate <= share.high <= 1
    longer = rules.came_back(found, 180).estimate
    assert longer is None or longer >= share.estimate - 1e-9
