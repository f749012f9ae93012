"""Whose turn it is: the same all day, another tomorrow, and all of them in their turn."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wellserved.site.rules import choose_kind_word
from wellserved.site.shapes import Praise

TODAY = date(2026, 11, 22)
days = st.dates(TODAY - timedelta(days=60), TODAY)
praise = st.lists(st.builds(Praise, st.integers(1, 30), days), max_size=12, unique_by=lambda one: one.id).map(
    lambda found: sorted(found, key=lambda one: one.day, reverse=True)
)


@given(praise, praise, st.integers(1, 50))
def test_what_comes_today_does_not_change_todays_word(mine: list[Praise], ours: list[Praise], member: int) -> None:
    old, older = ([one for one in some if one.day < TODAY] for some in (mine, ours))
    if old or older:
        assert choose_kind_word(mine, ours, TODAY, member) == choose_kind_word(old, older, TODAY, member)


@given(praise, st.integers(1, 50))
def test_it_goes_round_from_day_to_day(found: list[Praise], member: int) -> None:
    later = TODAY + timedelta(days=10)
    seen = [choose_kind_word(found, [], later + timedelta(days=day), member) for day in range(len(found))]
    assert sorted(one for one in seen if one) == sorted(one.id for one in found)


def test_without_praise_there_is_none() -> None:
    assert choose_kind_word([], [], TODAY, 1) is None
