"""The law of improvements: moves, the middle and its spread, prices, and what the weeks allow us to say."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellserved.improvements.rules import cards, checking, moving, weighing
from wellserved.improvements.shapes import Placed, Weeks

marks = st.integers(1, 10)
several = st.lists(marks, min_size=3, max_size=60)
placings = st.lists(
    st.builds(Placed, st.integers(1, 4), marks, marks, st.sampled_from(["", "It breaks", "They laugh"])), max_size=40
)


@given(several)
def test_the_middle_lies_within_its_spread_and_the_spread_within_what_was_placed(values: list[int]) -> None:
    found = weighing.spread_of(values)
    assert found is not None and found.n == len(values)
    assert min(values) <= found.low <= found.median <= found.high <= max(values)
    assert 2 * sum(value <= found.median for value in values) >= len(values)
    assert 2 * sum(value >= found.median for value in values) >= len(values)


@given(several, st.randoms(use_true_random=False))
def test_nobodys_place_in_the_row_matters(values: list[int], random: object) -> None:
    mixed = list(values)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert weighing.spread_of(mixed) == weighing.spread_of(values)


@given(several, marks)
def test_one_more_voice_moves_the_middle_to_a_neighbour_at_most(values: list[int], loud: int) -> None:
    before, after = weighing.spread_of(values), weighing.spread_of([*values, loud])
    row = sorted(values)
    at = (len(row) - 1) // 2
    assert before is not None and after is not None
    assert row[max(0, at - 1)] <= after.median <= row[min(len(row) - 1, at + 2)]


@given(st.lists(marks, max_size=2))
def test_of_fewer_than_three_nothing_is_told(values: list[int]) -> None:
    assert weighing.spread_of(values) is None


@given(placings)
def test_each_idea_is_weighed_by_itself_and_words_come_only_with_its_middle(placed: list[Placed]) -> None:
    found = weighing.weighed(placed)
    assert set(found) == {one.improvement_id for one in placed}
    for pk, (n, x, y, words) in found.items():
        theirs = [one for one in placed if one.improvement_id == pk]
        assert (n, x, y) == (
            len(theirs),
            weighing.spread_of([one.x for one in theirs]),
            weighing.spread_of([one.y for one in theirs]),
        )
        assert set(words) == ({one.words for one in theirs} - {""} if n >= 3 else set())
        assert list(words) == sorted(words)


@given(several)
def test_an_idea_needs_as_many_cards_as_its_middle_a_half_being_a_whole_one(efforts: list[int]) -> None:
    found = weighing.spread_of(efforts)
    assert found is not None
    needed = weighing.cards_needed(found.median)
    assert 0 <= Fraction(needed) - Fraction(found.median) < 1 and 1 <= needed <= 10


@given(st.lists(st.integers(1, 10), max_size=30), st.integers(1, 80))
def test_the_suggested_hand_is_never_empty_and_never_too_large(needs: list[int], players: int) -> None:
    hand = cards.suggested_hand(needs, players)
    assert 1 <= hand <= cards.MOST_IN_A_HAND
    if 1 < hand < cards.MOST_IN_A_HAND:
        assert (hand - 1) * players < 0.6 * sum(needs) <= hand * players + 1e-9


@pytest.mark.parametrize(
    ("state", "to"), [("checked", "done"), ("let_go", "doing"), ("idea", "done"), ("done", "idea")]
)
def test_what_makes_no_sense_is_refused(state: str, to: str) -> None:
    with pytest.raises(moving.NotNowError):
        moving.moved(state, to)


def test_every_state_but_the_last_leads_somewhere_and_everything_can_be_reached() -> None:
    reached, ahead = {"idea"}, ["idea"]
    while ahead:
        fresh = set(moving.MOVES[ahead.pop()]) - reached
        reached |= fresh
        ahead += fresh
    assert reached == set(moving.MOVES)
    assert [state for state, ways in moving.MOVES.items() if not ways] == ["checked"]


def test_we_look_after_so_many_whole_weeks() -> None:
    done = date(2026, 3, 4)  # a Wednesday; the week after it begins on the ninth
    assert checking.check_on(done, 4) == date(2026, 4, 6)


def weeks(share: float, n: int, count: int, wobble: int = 0) -> Weeks:
    sizes = (n,) * count
    return Weeks(
        date(2026, 1, 5), tuple(round(share * n) + (wobble if i % 2 else -wobble) for i in range(count)), sizes
    )


def test_it_moved() -> None:
    found = checking.verdict(weeks(0.6, 50, 26), weeks(0.76, 50, 8), worth=5)
    assert found.verdict == "moved" and "higher than before, between +11 and +21 points" in found.why


def test_it_did_not_move() -> None:
    found = checking.verdict(weeks(0.7, 200, 26), weeks(0.7, 200, 12), worth=5)
    assert found.verdict == "did_not" and "less than the 5" in found.why
    found = checking.verdict(weeks(0.7, 100, 26), weeks(0.5, 100, 8), worth=5)
    assert found.verdict == "did_not"


def test_we_cannot_say() -> None:
    found = checking.verdict(weeks(0.6, 10, 20), weeks(0.66, 10, 8), worth=5)
    assert found.verdict == "cannot_say" and "cannot tell the two apart" in found.why
    found = checking.verdict(weeks(0.6, 50, 26), weeks(0.9, 50, 3), worth=5)
    assert found.verdict == "cannot_say" and "At least 30 in 4 weeks" in found.why
    assert checking.verdict(weeks(0, 0, 0), weeks(0, 0, 0), worth=5).verdict == "cannot_say"


def test_weeks_that_wobble_by_themselves_make_us_less_sure() -> None:
    calm = checking.verdict(weeks(0.6, 50, 26), weeks(0.7, 50, 8), worth=5)
    wild = checking.verdict(weeks(0.6, 50, 26, wobble=14), weeks(0.7, 50, 8, wobble=14), worth=5)
    assert (calm.verdict, wild.verdict) == ("moved", "cannot_say")


shares = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: (min(pair), max(pair)))
sides = st.lists(shares, max_size=12).map(
    lambda rows: Weeks(date(2026, 1, 5), tuple(k for k, _ in rows), tuple(n for _, n in rows))
)


@given(sides, sides, st.integers(1, 50))
def test_the_verdict_is_what_its_range_allows(before: Weeks, after: Weeks, worth: int) -> None:
    found = checking.verdict(before, after, worth)
    assert (found.n_before, found.n_after) == (before.n, after.n)
    if found.low is None or found.high is None or found.difference is None:
        assert found.verdict == "cannot_say"
        return
    assert found.low <= found.difference <= found.high
    said = "moved" if found.low > 0 else "did_not" if found.high * 100 < worth else "cannot_say"
    assert found.verdict == said
