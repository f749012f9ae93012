"""The laws of a weekly budget, over random weeks: it holds, everybody has a chance, and the chances are true."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellserved.surveys.rules.budget import (
    WHOLE,
    CellFacts,
    Line,
    Plan,
    chances_for,
    draw,
    even_chance,
    is_spent,
    number_for,
    plan_week,
    profile_of,
    week_left,
    weight_of,
)  # fmt: skip
from wellserved.surveys.rules.sampling import chance_in_words

places = st.tuples(st.integers(0, 2), st.integers(0, 3))
facts = st.integers(0, 50).flatmap(
    lambda n: st.builds(CellFacts, st.floats(0.01, 80), st.integers(n, 200), st.just(n), st.integers(0, n))
)
cells = st.dictionaries(places, facts, max_size=10)
batches = st.lists(st.tuples(st.floats(0, 1), st.lists(places, min_size=1, max_size=30)), max_size=12)


def a_week(plan: Plan, arrivals: list[tuple[float, list[tuple[int, int]]]], seed: str) -> tuple[Line, list[int]]:
    line, chances, number = Line(), [], 0
    for left, batch in sorted(arrivals, key=lambda pair: -pair[0]):
        if is_spent(plan, line):
            break
        for chance in chances_for(batch, plan, line, left):
            number += 1
            chances.append(chance)
            _, line = draw(line, chance, number_for(seed, number, 1))
    return line, chances


@given(cells, st.integers(1, 60), st.sampled_from([0.0, 3.5, 400.0]), st.floats(0, 1), batches, st.text(max_size=5))
def test_whatever_the_year_brings_the_budget_holds_and_everybody_has_a_chance(
    known: dict[tuple[int, int], CellFacts], budget: int, volume: float, floor: float, arrivals: list, seed: str
) -> None:
    line, chances = a_week(plan_week(known, budget, volume, floor), arrivals, seed)
    assert len(chances) == sum(len(batch) for _, batch in arrivals) or line.laid > (budget - 1e-4) * WHOLE
    assert all(0 < chance <= WHOLE for chance in chances)
    assert sum(chances) == line.laid < budget * WHOLE
    assert line.asked <= budget
    assert line.laid // WHOLE <= line.asked <= line.laid // WHOLE + 1  # as many as the chances say, to one


@given(cells, st.integers(1, 60), st.floats(0, 1), st.lists(places, min_size=1, max_size=20), st.floats(0, 1))
def test_nobodys_chance_is_under_the_floor(
    known: dict[tuple[int, int], CellFacts], budget: int, floor: float, batch: list, left: float
) -> None:
    plan = plan_week(known, budget, 0.0, floor)
    even = even_chance([plan.weight(place) for place in batch], plan, Line(), left)
    assert even > 0
    for chance in chances_for(batch, plan, Line(), left):
        assert chance >= min(floor * even, 1.0) * WHOLE - 2


@given(facts, st.sets(places, min_size=1), st.integers(1, 40), st.floats(0, 1), st.floats(0, 1))
def test_where_all_is_equally_known_it_is_plain_random_sampling(
    one: CellFacts, where: set[tuple[int, int]], budget: int, floor: float, left: float
) -> None:
    plan = plan_week(dict.fromkeys(where, one), budget, 0.0, floor)
    assert len(set(chances_for(sorted(where), plan, Line(), left))) == 1


def test_before_anything_is_known_everybody_has_the_same_chance() -> None:
    assert len(set(chances_for([(1, 1), (2, 5), (0, 0)], plan_week({}, 10, 0.0, 0.25), Line(), 0.9))) == 1


@given(st.lists(st.integers(1, WHOLE), min_size=1, max_size=6))
def test_each_is_drawn_exactly_as_often_as_their_chance_says(chances: list[int]) -> None:
    """All that may happen is followed, each with how likely it is: no simulation, no luck."""
    drawn = [0.0] * len(chances)
    paths: list[tuple[Line, float]] = [(Line(), 1.0)]
    for i, chance in enumerate(chances):
        following: dict[Line, float] = {}
        for line, likely in paths:
            low, high = 0.0, 1.0  # whoever's number is below some bound is drawn: find it
            for _ in range(60):
                middle = (low + high) / 2
                low, high = (middle, high) if draw(line, chance, middle)[0] else (low, middle)
            for number, share in ((0.0, low), (1 - 1e-12, 1 - low)):
                if share > 1e-12:
                    chosen, after = draw(line, chance, number)
                    drawn[i] += likely * share * chosen
                    following[after] = following.get(after, 0.0) + likely * share
        paths = list(following.items())
    for was, chance in zip(drawn, chances, strict=True):
        assert was == pytest.approx(chance / WHOLE, abs=1e-6)


def test_the_draw_of_a_week_can_be_repeated() -> None:
    plan = plan_week({(1, 1): CellFacts(30, 50, 20, 12), (1, 2): CellFacts(5, 3, 0, 0)}, 8, 40, 0.25)
    chance = random.Random(3)
    arrivals = [(chance.random(), [(1, chance.randint(1, 3)) for _ in range(9)]) for _ in range(6)]
    assert a_week(plan, arrivals, "seed") == a_week(plan, arrivals, "seed")
    assert {a_week(plan, arrivals, str(seed))[0].asked for seed in range(40)} <= {7, 8}


def test_a_week_that_goes_as_expected_spends_nearly_all_and_a_flood_does_not_break_it() -> None:
    plan = plan_week({(1, 1): CellFacts(100, 200, 60, 40)}, 20, 100, 0.25)
    usual = [(1 - i / 100, [(1, 1)]) for i in range(100)]
    line, chances = a_week(plan, usual, "x")
    assert line.laid / WHOLE > 18.5
    assert max(chances) < 2.1 * min(chances)
    flood, _ = a_week(plan, [(1 - i / 100, [(1, 1)] * 60) for i in range(100)], "x")
    assert 19 <= flood.asked <= 20


def test_less_known_has_the_better_chance() -> None:
    plan = plan_week({(1, 1): CellFacts(50, 300, 100, 70), (1, 2): CellFacts(50, 20, 4, 2)}, 20, 100, 0.25)
    well, badly = chances_for([(1, 1), (1, 2)], plan, Line(), 1.0)
    assert badly > 2 * well


def test_the_week_runs_out_by_its_working_hours() -> None:
    profile = profile_of({0: 30, 1: 30, 2: 30, 3: 30, 4: 30})
    moments = [datetime(2026, 11, day, hour, tzinfo=UTC) for day in range(16, 23) for hour in (0, 9, 13, 20)]
    left = [week_left(moment, profile) for moment in moments]
    assert all(later <= earlier + 1e-12 for earlier, later in pairwise(left))
    assert left[0] == pytest.approx(1)
    assert left[-1] == pytest.approx(0, abs=0.01)


@given(st.floats(1e-9, 1))
def test_a_chance_is_said_as_people_say_it(probability: float) -> None:
    assert chance_in_words(probability)
    assert 1000 <= weight_of(probability, 1000, 1_000_000) <= 1_000_000
