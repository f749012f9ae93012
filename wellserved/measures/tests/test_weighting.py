"""Weighted back, what was drawn says what all would have said."""

from __future__ import annotations

import random
from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellserved.measures import hajek, horvitz_thompson, wilson, wilson_weighted

drawn = st.lists(st.tuples(st.integers(0, 1), st.floats(0.01, 1)), min_size=1, max_size=40)


def every_draw(chances: list[float]) -> list[tuple[list[int], float]]:
    """Each set that independent draws may give, with how likely it is."""
    return [
        (
            [i for i, took in enumerate(taken) if took],
            prod(p if took else 1 - p for p, took in zip(chances, taken, strict=True)),
        )
        for taken in product((True, False), repeat=len(chances))
    ]


def test_over_all_possible_draws_the_total_is_exact_and_so_is_its_variance() -> None:
    values, chances = [3.0, 1.0, 4.0, 1.0, 5.0], [0.2, 0.5, 0.9, 1.0, 0.35]
    mean = spread = said = 0.0
    for taken, likely in every_draw(chances):
        got = horvitz_thompson([values[i] for i in taken], [chances[i] for i in taken])
        assert got.estimate is not None
        mean += likely * got.estimate
        spread += likely * (got.estimate - sum(values)) ** 2
        if got.high is not None:
            said += likely * ((got.high - got.estimate) / 1.959963985) ** 2
    assert mean == pytest.approx(sum(values))
    assert said == pytest.approx(spread)
    assert spread == pytest.approx(sum((1 - p) / p * y**2 for y, p in zip(values, chances, strict=True)))


def test_the_weighted_mean_is_right_and_its_interval_holds_the_truth_as_often_as_it_says() -> None:
    chance = random.Random(5)
    people = [(chance.random() < (0.85 if i % 4 else 0.4), 0.1 if i % 4 else 0.5) for i in range(4000)]
    truth = sum(said for said, _ in people) / len(people)
    errors, held, plain_errors = [], 0, []
    for _ in range(400):
        taken = [(said, p) for said, p in people if chance.random() < p]
        got = hajek([said for said, _ in taken], [p for _, p in taken])
        assert got.estimate is not None
        assert got.low is not None
        assert got.high is not None
        errors.append(got.estimate - truth)
        plain_errors.append(sum(said for said, _ in taken) / len(taken) - truth)
        held += got.low <= truth <= got.high
    assert abs(sum(errors) / len(errors)) < 0.004
    assert abs(sum(plain_errors) / len(plain_errors)) > 0.1  # what not weighting would say
    assert 0.92 <= held / 400 <= 0.98


@given(drawn)
def test_a_weighted_share_lies_within_its_interval_and_that_within_0_and_1(some: list[tuple[int, float]]) -> None:
    weights = [1 / p for _, p in some]
    successes = sum(w for (y, _), w in zip(some, weights, strict=True) if y)
    total = successes + sum(w for (y, _), w in zip(some, weights, strict=True) if not y)
    got = wilson_weighted(successes, total, sum(w * w for w in weights), len(some))
    point = hajek([y for y, _ in some], [p for _, p in some]).estimate
    assert got.estimate is not None
    assert got.low is not None
    assert got.high is not None
    assert got.estimate == pytest.approx(point)
    assert 0 <= got.low <= got.estimate + 1e-12
    assert got.estimate - 1e-12 <= got.high <= 1
    even = wilson(0, len(some))
    assert even.high is not None
    assert wilson_weighted(0, total, sum(w * w for w in weights), len(some)).high >= even.high - 1e-12  # type: ignore[operator]


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 50))
def test_with_even_chances_it_is_the_plain_share(yes: int, no: int, weight: int) -> None:
    n = yes + no
    assert wilson_weighted(weight * yes, weight * n, weight * weight * n, n) == wilson(yes, n)


def test_of_nobody_nothing_is_said() -> None:
    assert horvitz_thompson([], []).estimate == 0
    assert hajek([], []).estimate is None
    assert wilson_weighted(0, 0, 0, 0).estimate is None


@pytest.mark.parametrize("probabilities", [[0.0], [1.5], [-0.1]])
def test_what_is_no_chance_is_refused(probabilities: list[float]) -> None:
    for estimate in (hajek, horvitz_thompson):
        with pytest.raises(ValueError, match="probability"):
            estimate([1], probabilities)
        with pytest.raises(ValueError, match="as many"):
            estimate([1, 0], [0.5])
    with pytest.raises(ValueError, match="not a share"):
        wilson_weighted(3, 2, 2, 2)
