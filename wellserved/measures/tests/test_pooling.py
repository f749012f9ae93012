"""Small groups are drawn toward all; large ones keep what they showed."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellserved.measures import shrink

group = st.integers(0, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(st.lists(group, max_size=12))
def test_an_estimate_lies_between_the_groups_own_share_and_the_mean(groups: list[tuple[int, int]]) -> None:
    got = shrink([k for k, _ in groups], [n for _, n in groups])
    total = sum(n for _, n in groups)
    for (k, n), interval in zip(groups, got.groups, strict=True):
        if n == 0:
            assert interval.estimate is None
            continue
        prior = (sum(k for k, _ in groups) + 0.5) / (total + 1)
        own = k / n
        assert interval.estimate is not None
        assert interval.low is not None
        assert interval.high is not None
        assert min(own, prior) - 1e-9 <= interval.estimate <= max(own, prior) + 1e-9
        assert 0 <= interval.low <= interval.estimate <= interval.high <= 1
        assert 0 <= got.weight <= total


def test_the_order_of_groups_does_not_matter() -> None:
    there, back = shrink([3, 60, 70], [3, 100, 100]), shrink([70, 60, 3], [100, 100, 3])
    assert [round(g.estimate or 0, 12) for g in there.groups] == [round(g.estimate or 0, 12) for g in back.groups[::-1]]


def test_groups_that_differ_for_sure_keep_their_shares() -> None:
    got = shrink([100, 500, 900], [1000, 1000, 1000])
    assert [g.estimate for g in got.groups] == pytest.approx([0.1, 0.5, 0.9], abs=0.002)


def test_groups_that_are_alike_share_one_mean() -> None:
    got = shrink([68, 70, 66], [100, 100, 100])
    assert got.weight > 100
    assert [g.estimate for g in got.groups] == pytest.approx([0.68] * 3, abs=0.014)


def test_it_guesses_nearer_to_the_truth_than_the_plain_share() -> None:
    chance = random.Random(11)
    plain = drawn = 0.0
    covered = groups = 0
    for _ in range(200):
        truth = [chance.betavariate(14, 6) for _ in range(15)]
        n = [chance.randint(3, 60) for _ in truth]
        k = [sum(chance.random() < p for _ in range(size)) for p, size in zip(truth, n, strict=True)]
        got = shrink(k, n).groups
        plain += sum((a / b - p) ** 2 for a, b, p in zip(k, n, truth, strict=True))
        drawn += sum((g.estimate - p) ** 2 for g, p in zip(got, truth, strict=True) if g.estimate is not None)
        covered += sum(g.low <= p <= g.high for g, p in zip(got, truth, strict=True))  # type: ignore[operator]
        groups += len(truth)
    assert drawn < 0.75 * plain
    assert 0.88 < covered / groups < 0.98


def test_nothing_observed_says_nothing() -> None:
    assert shrink([], []).mean is None
    assert shrink([0], [0]).groups[0].estimate is None


@pytest.mark.parametrize(("k", "n"), [([2], [1]), ([-1], [1])])
def test_what_is_no_share_is_refused(k: list[int], n: list[int]) -> None:
    with pytest.raises(ValueError, match="between 0"):
        shrink(k, n)
    with pytest.raises(ValueError, match="as many"):
        shrink([1], [1, 2])


@given(st.integers(1, 40), st.integers(1, 300), st.floats(0, 1))
def test_groups_that_are_all_equal_stay_where_they_are(many: int, size: int, rate: float) -> None:
    """Where moments would find no spread at all and divide by it."""
    k = round(rate * size)
    got = shrink([k] * many, [size] * many)
    first = got.groups[0]
    assert all(group.estimate == pytest.approx(first.estimate, abs=1e-12) for group in got.groups)
    assert first.estimate == pytest.approx(k / size, abs=0.5 / (many * size) + 1e-9)
    assert first.low is not None
    assert first.high is not None
    assert first.low < first.high
