"""Raking: the margins are met, a published table comes out, and what cannot be is said."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellserved.measures import rake, wilson, wilson_weighted

people = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy"), st.integers(1, 9)), min_size=1, max_size=30)
sizes = st.tuples(*[st.integers(1, 100)] * 5)


def test_the_table_of_the_classic_example() -> None:
    """Seed 40 30 20 10 / 35 50 100 75 / 30 80 70 120 / 20 30 40 50, rows 150 300 400 150, columns 200 300 400 100."""
    seed = np.array([[40, 30, 20, 10], [35, 50, 100, 75], [30, 80, 70, 120], [20, 30, 40, 50]])
    rows, columns = [150, 300, 400, 150], [200, 300, 400, 100]
    where = [(i, j) for i in range(4) for j in range(4)]
    got = rake(
        {"row": [i for i, _ in where], "column": [j for _, j in where]},
        {"row": dict(enumerate(rows)), "column": dict(enumerate(columns))},
        counts=seed.ravel().tolist(),
    )
    table = (np.array(got.weights) * seed.ravel() * 1000 / seed.sum()).reshape(4, 4)
    known = [[64.61, 46.28, 35.42, 3.83], [49.95, 68.15, 156.49, 25.37]]
    known += [[56.70, 144.40, 145.06, 53.76], [28.74, 41.18, 63.03, 17.03]]
    assert table == pytest.approx(np.array(known), abs=0.1)
    assert got.converged
    # What makes raking raking: the odds ratios of the sample stay.
    ratio = seed[0, 0] * seed[3, 3] / (seed[0, 3] * seed[3, 0])
    assert table[0, 0] * table[3, 3] / (table[0, 3] * table[3, 0]) == pytest.approx(ratio)


@settings(max_examples=50, deadline=None)
@given(people, sizes)
def test_where_it_converged_every_margin_is_met(rows: list[tuple[str, str, int]], many: tuple[int, ...]) -> None:
    sample = {"one": [a for a, _, _ in rows], "two": [b for _, b, _ in rows]}
    margins = {"one": dict(zip("abc", many, strict=False)), "two": dict(zip("xy", many[3:], strict=True))}
    counts = [n for _, _, n in rows]
    got = rake(sample, margins, counts)
    mass = np.array(got.weights) * counts
    assert got.design_effect >= 1 - 1e-9
    assert got.worth <= sum(counts) + 1e-6
    if not got.converged:
        return
    assert mass.sum() == pytest.approx(sum(counts))
    for name, margin in margins.items():
        there = {category: size for category, size in margin.items() if category in sample[name]}
        assert {c for n, c in got.missing if n == name} == set(margin) - set(there)
        for category, size in there.items():
            share = mass[[one == category for one in sample[name]]].sum() / mass.sum()
            assert share == pytest.approx(size / sum(there.values()), abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(people, st.integers(2, 50))
def test_only_proportions_matter_and_a_row_may_stand_for_many(rows: list[tuple[str, str, int]], times: int) -> None:
    sample = {"one": [a for a, _, _ in rows]}
    margin = {"a": 5, "b": 2, "c": 3}
    counts = [n for _, _, n in rows]
    got = rake(sample, {"one": margin}, counts)
    assert rake(sample, {"one": {c: times * n for c, n in margin.items()}}, counts).weights == pytest.approx(
        got.weights
    )
    long = [a for a, _, n in rows for _ in range(n)]
    spread = rake({"one": long}, {"one": margin})
    assert spread.design_effect == pytest.approx(got.design_effect)
    assert got.converged
    assert got.rounds <= 1  # one dimension is post-stratification


def test_a_sample_that_is_right_already_stays_as_it_is() -> None:
    got = rake({"who": ["s", "s", "e"]}, {"who": {"s": 200, "e": 100}})
    assert got.weights == pytest.approx((1, 1, 1))
    assert (got.design_effect, got.rounds) == (pytest.approx(1), 0)


def test_rows_say_the_same_as_columns() -> None:
    rows = [{"who": "s", "where": 1}, {"who": "e", "where": 2}, {"who": "e", "where": 1}]
    columns = {"who": ["s", "e", "e"], "where": [1, 2, 1]}
    margins = {"who": {"s": 1, "e": 1}, "where": {1: 3, 2: 1}}
    assert rake(rows, margins) == rake(columns, margins)
    with pytest.raises(ValueError, match="no column for where"):
        rake([{"who": "s"}], margins)


def test_weighting_takes_away_the_bias_that_the_margins_explain() -> None:
    """Students are half of those served, content in 60 of 100, and answer seldom; employees in 80, and answer often."""
    sample = {"who": ["student", "student", "staff", "staff"], "content": [1, 0, 1, 0]}
    counts = [120, 80, 640, 160]
    got = rake(sample, {"who": {"student": 1, "staff": 1}}, counts)
    w, k = np.array(got.weights), np.array(counts)
    rate = wilson_weighted(float((w * k)[[0, 2]].sum()), float((w * k).sum()), float((w * w * k).sum()), 1000)
    assert wilson(760, 1000).estimate == 0.76
    assert rate.estimate == pytest.approx(0.7)
    assert rate.high - rate.low > wilson(700, 1000).high - wilson(700, 1000).low  # type: ignore[operator]


def test_what_cannot_be_met_is_told() -> None:
    got = rake({"a": ["x", "y"], "b": ["u", "v"]}, {"a": {"x": 1, "y": 9}, "b": {"u": 9, "v": 1}})
    assert not got.converged
    assert got.gap > 0.1
    assert rake({"a": ["x"]}, {"a": {"x": 1, "y": 3}}).missing == (("a", "y"),)
    assert rake({"a": ["x"]}, {"a": {"x": 1, "y": 0}}).missing == ()
    assert rake({"a": []}, {"a": {"x": 1}}).worth == 0


@pytest.mark.parametrize(
    ("sample", "margins", "says"),
    [
        ({"a": ["x"]}, {"b": {"x": 1}}, "no column for b"),
        ({"a": ["x"]}, {}, "no margin is given"),
        ({"a": ["x", "z"]}, {"a": {"x": 1}}, "no margin for z"),
        ({"a": ["x"], "b": []}, {"a": {"x": 1}}, "equally long"),
        ({"a": ["x"]}, {"a": {"x": -1}}, "no count"),
        ({"a": ["x"]}, {"a": {"x": 0, "y": 3}}, "counts nobody"),
    ],
)
def test_what_makes_no_sense_is_refused(sample: dict, margins: dict, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        rake(sample, margins)
