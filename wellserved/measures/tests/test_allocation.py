"""Chances go where the interval is widest; they use up the budget, and nobody's is below the floor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellserved.measures import allocate
from wellserved.measures.allocation import Known

cell = st.integers(0, 60).flatmap(
    lambda n: st.builds(Known, st.integers(0, n), st.just(n), st.floats(0.1, 200), st.floats(0.02, 1))
)
cells = st.lists(cell, min_size=1, max_size=15)


@given(cells, st.floats(0.5, 100), st.floats(0, 1))
def test_the_budget_is_used_and_no_chance_is_under_the_floor(some: list[Known], budget: float, floor: float) -> None:
    chances = allocate(some, budget, floor)
    coming = sum(one.coming for one in some)
    assert all(min(floor * budget / coming, 1) - 1e-12 <= chance <= 1 for chance in chances)
    spent = sum(one.coming * chance for one, chance in zip(some, chances, strict=True))
    assert spent == pytest.approx(min(budget, coming), rel=1e-6)


@given(cells, st.floats(0.5, 100), st.floats(0, 1))
def test_wherever_there_was_a_choice_the_intervals_become_equally_wide(
    some: list[Known], budget: float, floor: float
) -> None:
    chances = allocate(some, budget, floor)
    least = floor * budget / sum(one.coming for one in some)
    pairs = list(zip(some, chances, strict=True))
    widths = [one.width(one.answering * one.coming * p) for one, p in pairs]
    chosen = [w for w, p in zip(widths, chances, strict=True) if least + 1e-9 < p < 1 - 1e-9]
    if not chosen or max(chances) - min(chances) < 1e-9:
        return
    assert max(chosen) == pytest.approx(min(chosen), rel=1e-5)
    for width, chance in zip(widths, chances, strict=True):
        if chance <= least + 1e-9:
            assert width <= max(chosen) * (1 + 1e-5)  # known well enough: the floor is more than it needs
        elif chance >= 1 - 1e-9:
            assert width >= min(chosen) * (1 - 1e-5)  # everybody there is asked already


@given(cell, st.integers(1, 20), st.floats(0.5, 50), st.floats(0, 1))
def test_cells_that_are_alike_get_the_even_chance(one: Known, count: int, budget: float, floor: float) -> None:
    chances = allocate([one] * count, budget, floor)
    assert all(chance == pytest.approx(min(budget / (one.coming * count), 1)) for chance in chances)


def test_less_is_known_more_is_asked() -> None:
    known, unknown, silent = Known(40, 60, 50, 0.4), Known(4, 6, 50, 0.4), Known(4, 6, 50, 0.1)
    chances = allocate([known, unknown, silent], 40, 0.25)
    assert chances[0] < chances[1] < chances[2]
    assert chances[0] == pytest.approx(0.25 * 40 / 150)


@pytest.mark.parametrize(("budget", "floor"), [(0, 0.5), (5, 1.5), (5, -0.1)])
def test_what_makes_no_sense_is_refused(budget: float, floor: float) -> None:
    with pytest.raises(ValueError, match="floor"):
        allocate([Known(0, 0, 5, 1)], budget, floor)
