"""Changes are found when they are there, seldom when they are not, and the formula for "seldom" is true."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.stats import norm, power_divergence, ttest_ind

from wellserved.measures import benjamini_hochberg, change_points, newcombe, watch, wilson, wobble_of, wobbles_of
from wellserved.measures.contrasts import LENGTHS, contrast, false_alarms, per_point, signed_root

months = st.lists(st.integers(0, 40), max_size=40)
# The Nile's volume at Aswan, 1871 to 1930 (G. W. Cobb, Biometrika 65, 1978): it fell after 1898.
NILE = [1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140]
NILE += [1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969]
NILE += [831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759]


def test_the_nile_fell_after_1898() -> None:
    got = change_points(NILE, rate=0.005)
    assert [1871 + change.at for change in got.points] == [1899]
    assert got.points[0].before.estimate == pytest.approx(np.mean(NILE[:28]))
    assert got.points[0].difference.high is not None
    assert got.points[0].difference.high < -100


def test_a_change_tells_where_it_began_when_it_was_seen_and_by_how_much() -> None:
    counts = [32] * 20 + [20] * 10 + [36] * 15
    got = change_points(counts, [40] * 45, baseline=8)
    assert [change.at for change in got.points] == [20, 30]
    down, up = got.points
    assert down.seen <= 21
    assert down.before == wilson(640, 800)
    assert down.difference == newcombe(20 * (down.seen - 19), 40 * (down.seen - 19), 640, 800)
    assert (up.before.estimate, up.before.n) == (0.5, 400)  # the ten months between, and all of them
    assert up.difference.low is not None
    assert up.difference.low > 0
    assert down.false_alarms <= got.rate


@settings(max_examples=40, deadline=None)
@given(months, st.integers(3, 15))
@example([0, 0, 0, 4, 0, 3, 4, 3], 3)  # an alarm so late that the next baseline is full before it
def test_what_is_said_holds_together(counts: list[int], baseline: int) -> None:
    got = change_points(counts, [40] * len(counts), baseline=baseline)
    last, seen = 0, -1
    for change in got.points:
        assert change.seen > seen
        assert last + baseline <= change.at <= change.seen < len(counts)
        assert change.seen - change.at < LENGTHS[-1]
        assert change.false_alarms <= got.rate
        assert change.difference.n == change.before.n + change.after.n
        last, seen = change.at, change.seen
    assert 0 <= got.watched <= max(0, len(counts) - baseline)
    assert change_points(counts[:-1], [40] * len(counts[:-1]), baseline=baseline, wobble=1).points == tuple(
        change
        for change in change_points(counts, [40] * len(counts), baseline=baseline, wobble=1).points
        if change.seen < len(counts) - 1
    )  # what was seen does not depend on what came after


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 50), min_size=13, max_size=30), st.integers(1, 5))
def test_the_contrast_of_counts_is_the_deviance_and_of_values_students_t(counts: list[int], length: int) -> None:
    k, n = counts[-length:], [50] * length
    base = counts[:-length]
    z = float(signed_root(*(np.array(float(it)) for it in (sum(k), sum(n), sum(base), 50 * len(base)))))
    table = np.array([[sum(k), sum(n) - sum(k)], [sum(base), 50 * len(base) - sum(base)]], dtype=float)
    expected = table.sum(1, keepdims=True) * table.sum(0) / table.sum()
    if (expected > 0).all():
        deviance = power_divergence(table.ravel(), expected.ravel(), lambda_="log-likelihood").statistic
        assert abs(z) == pytest.approx(sqrt(max(deviance, 0)), abs=1e-6)
    if length > 1 and len(set(base)) > 1 and len(set(counts[-length:])) == 1:
        return
    values = np.array(counts, dtype=float)
    got = contrast(values, None, 1, len(counts) - 1, 104)[0]
    if len(set(counts[:-1])) > 1:
        t = ttest_ind(values[-1:], values[:-1])
        assert norm.sf(abs(got)) * 2 == pytest.approx(t.pvalue, rel=1e-6, abs=1e-12)


@pytest.mark.parametrize("rate", [0.6, 0.8, 0.9])
def test_false_alarms_are_as_many_as_the_formula_says(rate: float) -> None:
    """Weeks of 50, a year of baseline and a year watched: up to the first alarm, drops and rises on their own."""
    counts = np.random.default_rng(3).binomial(50, rate, (3000, 104)).astype(float)
    strength, falls = false_alarms(counts, np.full(counts.shape, 50.0), 52, 104, 1.0)
    for wanted in (0.003, 0.01, 0.03):
        alarm = strength <= wanted
        first = np.where(alarm.any(axis=1), alarm.argmax(axis=1), 104)
        seen = (first < 104).sum() / (np.minimum(first + 1, 104) - 52).sum()
        assert 0.75 * wanted < seen < 1.25 * wanted
        drops = falls[np.arange(3000), np.minimum(first, 103)][first < 104]
        assert drops.mean() > 0.8


def test_the_formula_falls_and_is_never_more_than_five_separate_looks() -> None:
    z = np.linspace(-2, 8, 300)
    found = per_point(z)
    assert (np.diff(found) < 0).all()
    assert (found <= len(LENGTHS) * norm.sf(z) + 1e-15).all()
    assert per_point(np.array([3.0]))[0] == pytest.approx(2.45 * norm.sf(3), rel=1e-9)


def test_of_sixty_teams_the_one_that_fell_is_signalled() -> None:
    chance = np.random.default_rng(12)
    weeks = chance.binomial(50, 0.75, (60, 56))
    weeks[17, 52:] = chance.binomial(50, 0.5, 4)
    wobble = wobble_of((team, np.full(56, 50)) for team in weeks)
    assert wobble < 1.1
    found = [watch(team.tolist(), [50] * 56, wobble=wobble) for team in weeks]
    assert [i for i, hit in enumerate(benjamini_hochberg([one.p for one in found], 0.05).rejected) if hit] == [17]
    change = found[17].change
    assert change is not None
    assert change.at == 52
    assert change.difference.estimate == pytest.approx(-0.25, abs=0.08)


def test_weeks_that_wobble_by_themselves_are_no_news() -> None:
    """Every week has a rate of its own: without its wobble a series would cry all the time."""
    chance = np.random.default_rng(4)
    rates = np.clip(chance.normal(0.7, 0.08, (200, 80)), 0, 1)
    counts, sizes = chance.binomial(100, rates), np.full(80, 100)
    wobble = wobble_of((row, sizes) for row in counts)
    assert wobble == pytest.approx(1 + 0.08**2 * 99 / 0.21, rel=0.12)
    blind = sum(len(change_points(row.tolist(), sizes.tolist(), wobble=1).points) for row in counts[:60])
    told = sum(len(change_points(row.tolist(), sizes.tolist(), wobble=wobble).points) for row in counts[:60])
    assert blind > 4 * told
    assert told / (60 * 68) < 0.0165


def test_groups_of_any_size_wobble_as_they_do_and_not_as_others_do() -> None:
    chance = np.random.default_rng(11)
    sizes = [np.full(100, n) for n in [20] * 20 + [300] * 20]
    rates = [chance.beta(0.7 * 99, 0.3 * 99, 100) for _ in sizes]  # ρ = 0.01
    found = wobbles_of([(chance.binomial(n, p), n) for n, p in zip(sizes, rates, strict=True)])
    assert np.mean(found[:20]) == pytest.approx(1.19, abs=0.12)
    assert np.mean(found[20:]) == pytest.approx(3.99, abs=0.35)
    calm = wobbles_of([(chance.binomial(n, 0.7), n) for n in sizes])
    assert np.mean(calm) < 1.08
    assert wobbles_of([]) == ()
    assert wobbles_of([([3], [5]), ([0, 0], [5, 5])]) == (1.0, 1.0)


def test_weeks_without_answers_and_weeks_with_few_say_nothing_alone() -> None:
    counts, sizes = [40] * 14 + [0, 0, 1, 0], [50] * 14 + [0, 0, 3, 1]
    assert change_points(counts, sizes, wobble=1).points == ()
    assert watch(counts[:15], sizes[:15], wobble=1).p == 1
    assert watch([], []).change is None
    assert watch([3], [5]).change is None
    assert change_points([], []).watched == 0
    assert change_points([4.0] * 30).points == ()
    assert change_points([0] * 30, [50] * 30).points == ()


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="as many"):
        change_points([1, 2], [3])
    with pytest.raises(ValueError, match="between 0 and their size"):
        change_points([4], [3])
    with pytest.raises(ValueError, match="false alarms"):
        change_points([1.0], rate=0)
    with pytest.raises(ValueError, match="three points"):
        change_points([1.0], baseline=2)
    with pytest.raises(ValueError, match="holds numbers"):
        change_points([float("nan")])
