"""From counts to figures, from words to periods, from weeks to a trend."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellserved.insight import rules
from wellserved.tallies.rules import COLUMNS, counted_by

TODAY = date(2026, 11, 22)
answers = st.lists(st.tuples(st.sampled_from([None, 0, 1, 2]), st.sampled_from([None, 1, 2, 3, 4, 5])), max_size=60)


def counts_of(given_answers: list[Any]) -> dict[str, int]:
    counts = dict.fromkeys(COLUMNS, 0)
    for achieved, felt in given_answers:
        counts["answered"] += 1
        for name in counted_by(achieved, felt):
            counts[name] += 1
    return counts


@given(answers)
def test_figures_are_what_one_would_count_by_hand(some: list[Any]) -> None:
    got = rules.figures(counts_of(some))
    both = [(a, f) for a, f in some if a is not None and f is not None]
    achieved, felt = [a for a, _ in some if a is not None], [f for _, f in some if f is not None]
    assert (got.n, got.bullseye.n, got.achieved.n, got.felt.n) == (len(both), len(both), len(achieved), len(felt))
    if both:
        assert got.bullseye.estimate == sum(a == 2 and f == 5 for a, f in both) / len(both)
    if achieved:
        assert got.achieved.estimate == achieved.count(2) / len(achieved)
    if felt:
        assert got.felt.estimate == felt.count(5) / len(felt)
        assert got.felt_mean == pytest.approx(sum(felt) / len(felt))
    assert got.one_sided.achieved == sum(a is not None and f is None for a, f in some)
    assert got.one_sided.felt == sum(a is None and f is not None for a, f in some)
    two = got.two_by_two
    assert two.undone_great == sum(a < 2 and f == 5 for a, f in both)
    assert two.done_great + two.done_less + two.undone_great + two.undone_less == got.n
    assert got.too_few == (len(both) < 5)


@pytest.mark.parametrize(
    ("key", "first", "last", "words"),
    [
        ("this-month", "2026-11-01", "2026-11-30", "this month"),
        ("last-month", "2026-10-01", "2026-10-31", "last month"),
        ("90-days", "2026-08-25", "2026-11-22", "in the last 90 days"),
        ("this-year", "2026-01-01", "2026-12-31", "this year"),
        ("nonsense", "2026-11-01", "2026-11-30", "this month"),
    ],
)
def test_a_period_has_days_and_words(key: str, first: str, last: str, words: str) -> None:
    got = rules.period(key, TODAY)
    assert (str(got.first), str(got.last), got.in_words) == (first, last, words)


def test_days_of_ones_own_are_said_in_full_and_turned_round_if_need_be() -> None:
    got = rules.period("days", TODAY, date(2026, 4, 9), date(2026, 3, 3))
    assert (got.in_words, got.label) == ("from 3 March 2026 to 9 April 2026", "3 Mar – 9 Apr")
    assert rules.period("days", TODAY, date(2026, 3, 3), date(2026, 3, 3)).in_words == "on 3 March 2026"
    assert rules.period("days", TODAY, date(2026, 3, 3)).last is None


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 3000), st.integers(0, 3000))
def test_the_trend_is_whole_weeks_and_never_more_than_two_years(today: date, back: int, length: int) -> None:
    start = today - timedelta(days=back)
    first, last = rules.trend_from(rules.between(start, start + timedelta(days=length)), today)
    assert first.weekday() == 0
    assert last.weekday() == 6
    weeks = ((last - first).days + 1) / 7
    assert rules.WEEKS_SHOWN <= weeks <= rules.MOST_WEEKS


def weeks_of(shares: list[int], n: int = 100) -> dict[date, dict[str, int]]:
    monday = date(2026, 7, 6)
    return {
        monday + timedelta(weeks=i): {
            **rules.EMPTY, "both": n, "bullseye": k, "both_yes": k, "both_great": k, "achieved_yes": k, "felt_5": k,
            "achieved_no": n - k, "felt_1": n - k,
        }
        for i, k in enumerate(shares)
    }  # fmt: skip


def trend_of(by_week: dict[date, dict[str, int]]) -> Any:
    return rules.trend(by_week, date(2026, 6, 1), date(2026, 11, 29))


def test_a_week_far_out_is_a_signal_and_a_wiggle_is_not() -> None:
    calm = trend_of(weeks_of([68, 70, 66, 71, 69, 67, 70, 68, 66, 69]))
    assert calm.has_band
    assert not calm.signals
    assert calm.weeks[0].monday == date(2026, 7, 6)  # from the first week that has answers on
    fall = trend_of(weeks_of([68, 70, 66, 71, 69, 67, 70, 68, 40, 69]))
    assert [week.number for week in fall.signals] == [36]


def test_with_few_weeks_there_is_no_band_and_no_signal() -> None:
    got = trend_of(weeks_of([68, 70, 66, 71, 69, 67, 5]))
    assert not got.has_band
    assert not got.signals
    assert all(week.low is None for week in got.weeks)


def test_a_week_of_too_few_answers_is_never_a_signal() -> None:
    by_week = weeks_of([68, 70, 66, 71, 69, 67, 70, 68, 66, 69])
    monday = max(by_week) + timedelta(weeks=1)
    by_week[monday] = {**rules.EMPTY, "both": 4, "achieved_no": 4, "felt_1": 4}
    assert not trend_of(by_week).signals
