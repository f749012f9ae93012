"""The law of confidences: order, size and combination tell nothing, and four are never shown."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from wellserved.confidences.rules import SMALLEST, added_up, may_open, pack, unpack, with_one_more, without_marks
from wellserved.confidences.shapes import Held, Said
from wellserved.kit.tickets import mint, read_ticket, seed_for
from wellserved.surveys.rules.confiding import closes, first_day, last_day, later, quarter_of

KEY = "a key"
SAID = st.builds(
    Said,
    st.sampled_from([None, 0, 1, 2]),
    st.sampled_from([None, 1, 2, 3, 4, 5]),
    st.integers(0, 1023),
    st.text(max_size=60),
)


def held_of(said: list[Said]) -> Held:
    held = Held()
    for number, one in enumerate(said):
        held = with_one_more(held, one, f"{hash((number, 7)) & 0xFFFFFFFF:032x}")
    return held


@given(st.lists(SAID, max_size=12), st.randoms())
def test_what_is_stored_does_not_depend_on_the_order_in_which_people_spoke(said: list[Said], by: random.Random) -> None:
    mixed = list(said)
    by.shuffle(mixed)
    assert without_marks(held_of(said)) == without_marks(held_of(mixed))
    assert pack(without_marks(held_of(said))) == pack(without_marks(held_of(mixed)))
    assert added_up(said) == added_up(mixed)


@given(st.lists(SAID, max_size=8))
def test_what_is_packed_comes_out_again_and_its_size_is_one_of_few(said: list[Said]) -> None:
    held = held_of(said)
    assert unpack(pack(held)) == held
    assert len(pack(held)) in {SMALLEST * 2**n for n in range(12)}


@given(st.lists(SAID, max_size=9))
def test_only_five_of_the_quarter_itself_open_it(said: list[Said]) -> None:
    assert may_open(held_of(said)) == (len(said) >= 5)


@given(st.lists(SAID, min_size=5, max_size=9))
def test_a_sum_says_what_was_said_and_not_what_came_together(said: list[Said]) -> None:
    total = added_up(said)
    assert total.answers == len(said) and sum(total.felt) == sum(one.felt is not None for one in said)
    assert sum(total.achieved) == sum(one.achieved is not None for one in said)
    assert sorted(total.words) == sorted(one.words for one in said if one.words)
    assert total.bullseye <= min(total.both, total.felt[4], total.achieved[2])
    words = [one._replace(words="") for one in said]  # whoever's the words are, the figures stay the same
    assert added_up([*words]).felt == total.felt and added_up(words).named == total.named


@given(st.integers(0, 2**39), st.dates(date(2000, 1, 1), date(2200, 1, 1)))
def test_a_ticket_tells_team_and_quarter_and_is_another_each_time(team: int, day: date) -> None:
    seed = seed_for(team, quarter_of(day), KEY)
    one, two = mint(seed, KEY), mint(seed, KEY)
    read = read_ticket(one, KEY)
    assert one != two and read is not None and (read.team_id, read.quarter) == (team, quarter_of(day))
    assert read_ticket(one, "another key") is None


@given(st.integers(0, 39), st.sampled_from("ABCabc019_-"))
def test_a_changed_ticket_is_none(at: int, letter: str) -> None:
    ticket = mint(seed_for(7, "2026Q4", KEY), KEY)
    changed = ticket[:at] + letter + ticket[at + 1 :]
    assert changed == ticket or read_ticket(changed, KEY) is None


@given(st.dates(date(2000, 1, 1), date(2200, 1, 1)))
def test_a_quarter_ends_two_weeks_after_its_last_day(day: date) -> None:
    quarter = quarter_of(day)
    assert first_day(quarter) <= day < first_day(later(quarter)) and later(later(quarter), -1) == quarter
    assert (last_day(quarter) - first_day(later(quarter))).days == 13


def test_it_closes_at_midnight_of_the_house() -> None:
    assert closes("2026Q4", "Europe/Berlin") == datetime(2027, 1, 14, 23, tzinfo=UTC)
