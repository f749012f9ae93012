"""A client's own baseline: what is usual, when it shifted, and that a client that never changes seldom does."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from wellserved.insight.baselines import drawing
from wellserved.insight.baselines.rules import MOST, NEEDED, Counts, baseline_of, months_back
from wellserved.insight.baselines.sheets import months_table

NOW = date(2026, 11, 1)
counts = st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def months(*each: Counts) -> dict[date, Counts]:
    """So many months in a row, the last one the one before this."""
    return {months_back(NOW, len(each) - i): counts for i, counts in enumerate(each)}


def test_a_drop_of_fifteen_points_is_said_with_its_month_and_both_levels() -> None:
    found = baseline_of(months(*[(32, 40), (33, 40), (31, 40)] * 5, (25, 40), (24, 40), (24, 40)), NOW)
    (shift,) = found.shifts
    assert (shift.since, shift.fell) == (date(2026, 8, 1), True)
    assert shift.since <= shift.seen < NOW
    assert [(level.first, level.last) for level in found.levels] == [
        (date(2025, 5, 1), date(2026, 7, 1)),
        (date(2026, 8, 1), date(2026, 10, 1)),
    ]
    assert [month.first for month in found.months if month.shifted] == [date(2026, 8, 1)]
    assert found.now is not None
    assert round(found.now.rate.estimate or 0, 2) == 0.61
    assert drawing.sentence(found).startswith("Since August 2026 they find us at 61%, between ")
    assert "From 80% (between" in drawing.told(shift)


def test_what_never_changes_is_one_level_and_says_so() -> None:
    found = baseline_of(months(*[(30, 40)] * 24), NOW)
    assert (len(found.levels), found.shifts, found.watched) == (1, (), 12)
    assert drawing.sentence(found) == "They usually find us at 75%, between 72 and 78. That has not shifted."


def test_before_twelve_months_nothing_is_news() -> None:
    found = baseline_of(months(*[(38, 40)] * 8, (2, 40), (2, 40), (2, 40)), NOW)
    assert (found.levels, found.shifts, found.judged) == ((), (), 11)
    assert "11 months with answers so far. 12 make a baseline" in drawing.sentence(found)
    assert "1 month with" in drawing.sentence(baseline_of(months((3, 4)), NOW))


def test_a_month_that_still_runs_is_shown_and_not_judged() -> None:
    calm = months(*[(32, 40)] * 14)
    found = baseline_of({**calm, NOW: (0, 40)}, NOW)
    assert (found.shifts, found.judged) == ((), 14)
    assert (found.months[-1].judged, found.months[-1].level) == (False, None)
    assert drawing.drawn_from(found, 300, 200, 3)["points"][-1]["kind"] == "few"
    assert "the month still runs" in drawing.says(found.months[-1])


def test_months_without_answers_are_no_months() -> None:
    gappy = months(*[(30, 40), (0, 0)] * 12)
    assert baseline_of(gappy, NOW).judged == 12
    assert baseline_of({}, NOW).months == ()


@given(st.lists(counts, max_size=MOST + 10))
def test_what_holds_for_every_client(each: list[Counts]) -> None:
    found = baseline_of(months(*each), NOW)
    assert len(found.months) <= MOST
    assert len(found.shifts) == max(0, len(found.levels) - 1)
    assert bool(found.levels) == (found.judged >= NEEDED)
    assert sum(month.shifted for month in found.months) == len(found.shifts)
    assert all(shift.since <= shift.seen for shift in found.shifts)
    if found.levels:
        assert sum(level.rate.n for level in found.levels) == sum(month.rate.n for month in found.months)
    drawn = drawing.drawn_from(found, 300, 200, 3)
    low, high = drawn["domain"]
    assert all(low <= point["rate"] <= high for point in drawn["points"])
    assert drawing.sentence(found)
    assert len(list(months_table(found).settled())) == len(found.months)


def test_a_client_that_never_changes_is_seldom_said_to() -> None:
    """A small look at what `make bench NAME=changes` measures: at most 0.6 in five years, the first of which learns."""
    chance = np.random.default_rng(7)
    shifts = 0
    for _ in range(60):
        life = [(int(k), 40) for k in chance.binomial(40, 0.8, 60)]
        shifts += len(baseline_of(months(*life), NOW).shifts)
    assert shifts / 60 <= 0.6
