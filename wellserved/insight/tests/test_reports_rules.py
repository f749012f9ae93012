"""When a monthly page is due, and when a month is said to differ."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wellserved.insight.reports.rules import changed, differs, due, end_of, month_before


def test_it_is_due_from_its_day_on_and_once() -> None:
    written = date(2026, 9, 1)
    assert due(5, written, date(2026, 11, 4)) is None
    assert due(5, written, date(2026, 11, 5)) == date(2026, 10, 1)
    assert due(5, date(2026, 10, 1), date(2026, 11, 30)) is None


def test_a_small_month_is_not_compared() -> None:
    assert changed(2, 4, 50, 100) is None
    change = changed(50, 100, 50, 100)
    assert change
    assert not differs(change)
    fall = changed(40, 100, 80, 100)
    assert fall
    assert differs(fall)
    assert fall.estimate == -0.4


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_months_follow_each_other_without_a_gap(day: date) -> None:
    assert end_of(month_before(day)) + timedelta(days=1) == day.replace(day=1)
