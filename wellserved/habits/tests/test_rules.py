"""What may be said of a habit, and when there may be enough to say it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellserved.habits import rules
from wellserved.habits.shapes import TapIn, WeekTried
from wellserved.measures import Effect, Interval, difference_in_differences

MONDAY = date(2026, 9, 7)
NOTHING = Interval(None, None, None, 0)
days = st.integers(-3, 40).map(lambda n: MONDAY + timedelta(days=n))
taps = st.builds(TapIn, st.integers(1, 8), days, st.integers(0, 2), st.none() | st.integers(1, 5))


@given(st.lists(taps, max_size=120, unique_by=lambda tap: (tap.member, tap.day)), days)
def test_nothing_is_said_of_fewer_than_five_of_a_running_week_or_where_all_say_the_same(
    said: list[TapIn], today: date
) -> None:
    for week in rules.weeks_tried(said, MONDAY, today):
        assert week.monday + timedelta(days=7) <= today
        mine = [tap for tap in said if week.monday <= tap.day < week.monday + timedelta(days=7)]
        for shown, who in ((week.mostly, {tap.member for tap in mine}),
                           (week.feeling, {tap.member for tap in mine if tap.feeling})):  # fmt: skip
            assert shown.n in (0, len(who))
            if len(who) < 5:
                assert shown == NOTHING
        if week.mostly.estimate is not None:
            shares = {tuple(sorted(tap.kept == 2 for tap in mine if tap.member == who)) for who in range(1, 9)}
            assert len(shares) > 1
            assert week.mostly.low is not None
            assert 0 <= week.mostly.low <= week.mostly.estimate <= (week.mostly.high or 0) <= 1


def test_each_person_counts_once_a_week_however_often_they_tap() -> None:
    busy = [TapIn(1, MONDAY + timedelta(days=n), 2) for n in range(5)]
    others = [TapIn(who, MONDAY, 0) for who in range(2, 6)]
    (week,) = rules.weeks_tried([*busy, *others], MONDAY, MONDAY + timedelta(days=7))
    assert week.mostly.estimate == pytest.approx(0.2)
    assert week.mostly.n == 5


@pytest.mark.parametrize(("back", "ok"), [(0, True), (1, True), (2, False), (-1, False)])
def test_only_today_and_yesterday_can_be_tapped(back: int, ok: bool) -> None:
    today = MONDAY + timedelta(days=10)
    last = MONDAY + timedelta(days=50)
    assert rules.may_tap(today - timedelta(days=back), today=today, starts_on=MONDAY, last=last) is ok
    assert not rules.may_tap(MONDAY - timedelta(days=1), today=MONDAY, starts_on=MONDAY, last=last)
    assert not rules.may_tap(last + timedelta(days=1), today=last + timedelta(days=1), starts_on=MONDAY, last=last)


def test_only_teams_that_answered_before_and_since_are_held_against_each_other() -> None:
    before = {1: (5, 10), 2: (4, 4), 3: (1, 10)}
    after = {1: (8, 10), 2: (9, 10), 3: (2, 10)}
    assert rules.clusters([1, 2], [3, 4], before, after) == ([True, False], [0.5, 0.1], [0.8, 0.2])


def test_when_to_come_back_is_when_six_teams_may_have_answers() -> None:
    before = dict.fromkeys(range(1, 7), (20, 56))  # one a day in each
    none = dict.fromkeys(range(1, 7), (0, 0))
    when = rules.enough_by([1, 2], [3, 4, 5, 6], before, none, starts_on=MONDAY, today=MONDAY)
    assert when == MONDAY + timedelta(days=5)
    slow = {**none, 6: (1, 1)}  # one in twenty days: five in a hundred
    when = rules.enough_by([1, 2], [3, 4, 5, 6], before, slow, starts_on=MONDAY, today=MONDAY + timedelta(days=20))
    assert when == MONDAY + timedelta(days=100)
    assert rules.enough_by([1], [3, 4, 5, 6, 2], before, none, starts_on=MONDAY, today=MONDAY) is None
    assert rules.enough_by([1, 2], [3, 4, 5], before, none, starts_on=MONDAY, today=MONDAY) is None


NO_EFFECT = Effect(NOTHING, None, None, 2, 3)


def test_an_effect_is_said_only_where_there_is_one_to_say() -> None:
    def says(effect: Effect, before: Effect = NO_EFFECT, when: date | None = None, waits: int = 4) -> str:
        return rules.effect_in_words(effect, before, when, MONDAY, waits)

    up = Effect(Interval(0.08, 0.02, 0.14, 8), 0.02, None, 4, 4)
    assert says(up) == ("Where it was tried, 8 of a hundred more felt great than would have otherwise "
                        "(between 2 and 14).")  # fmt: skip
    down = Effect(Interval(-0.08, -0.14, -0.02, 8), 0.02, None, 4, 4)
    assert "8 of a hundred less" in says(down)
    assert "(between 2 and 14)" in says(down)
    unsure = Effect(Interval(0.02, -0.05, 0.09, 8), 0.5, None, 4, 4)
    assert "between −5 and +9 points" in says(unsure)
    assert "Chance alone" in says(unsure)
    apart = Effect(Interval(0.2, 0.1, 0.3, 8), 0.001, None, 4, 4)
    assert "went apart before it began" in says(up, apart)
    assert says(NO_EFFECT, when=MONDAY + timedelta(days=120)) == "Not enough data. Come back around January."
    assert says(NO_EFFECT, when=MONDAY + timedelta(days=20)).endswith("around 27 September.")
    assert says(NO_EFFECT).startswith("Too few teams to say: five have answers before and since")
    assert says(up, waits=0).startswith("All teams try it")


def test_what_the_words_say_is_what_the_measure_finds() -> None:
    tried = [True] * 4 + [False] * 4
    got = difference_in_differences(tried, [0.5, 0.52, 0.48, 0.5] * 2, [0.72, 0.7, 0.71, 0.69, 0.5, 0.51, 0.49, 0.5])
    said = rules.effect_in_words(got, NO_EFFECT, None, MONDAY, 4)
    assert said.startswith("Where it was tried, 20 of a hundred more felt great")


def test_it_spread_only_if_the_ranges_part() -> None:
    def week(n: int, low: float, high: float) -> WeekTried:
        rate = Interval((low + high) / 2, low, high, 8)
        return WeekTried(MONDAY + timedelta(days=7 * n), rate, NOTHING)

    assert rules.spread_in_words([]).startswith("Too few to say")
    assert rules.spread_in_words([week(0, 0.2, 0.4), week(1, 0.5, 0.9)]).startswith("It spread: mostly done on 70%")
    assert rules.spread_in_words([week(0, 0.5, 0.9), week(1, 0.2, 0.4)]).startswith("It faded")
    assert "cannot be told" in rules.spread_in_words([week(0, 0.2, 0.6), week(1, 0.5, 0.9)])
    assert rules.spread_in_words([week(0, 0.2, 0.6)]) == "Those who tapped mostly did it on 40% of days."


def test_a_habit_has_a_start_and_a_length_that_make_sense() -> None:
    def wrong(start: int, length: int) -> str:
        begins = MONDAY + timedelta(days=start)
        return rules.why_not_from_to(begins, begins + timedelta(days=length - 1), MONDAY)

    assert not wrong(0, 56)
    assert "two weeks" in wrong(0, 13)
    assert "four weeks ago" in wrong(-29, 56)
    assert "year from now" in wrong(366, 56)
    assert "year at most" in wrong(0, 365)
