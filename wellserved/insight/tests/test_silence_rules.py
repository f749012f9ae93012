"""The law of Silence: who is called quieter, and what weights mend."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from wellserved.insight.silence.rules import Cell, voices, weigh, with_quieter_ones
from wellserved.insight.silence.shapes import Dimension
from wellserved.tallies.rules import COLUMNS

NOTHING = dict.fromkeys(COLUMNS, 0)


def cell(*where: int, served: int, hits: int, misses: int, **more: int) -> Cell:
    counts = {"served": served, "asked": served, "answered": hits + misses, "both": hits + misses, "bullseye": hits}
    sides = {"achieved_yes": hits, "achieved_no": misses, "felt_5": hits, "felt_1": misses}
    return Cell(where, {**NOTHING, **counts, **sides, **more})


def test_whoever_answers_less_speaks_louder() -> None:
    """Half are students, but only 2 of 8 who answered; 1 of the 2 and 6 of the 6 were bullseyes: 75 %, not 87.5 %."""
    got = weigh([cell(1, served=50, hits=1, misses=1), cell(2, served=50, hits=6, misses=0)], ["who"])
    assert got
    rate = got.rates[0]
    assert (rate.name, rate.plain.estimate, round(rate.weighted.estimate or 0, 6)) == ("bullseye", 0.875, 0.75)
    assert rate.weighted.low < rate.plain.low
    assert round(got.design_effect, 4) == round(8 * (2 * 2**2 + 6 * (2 / 3) ** 2) / 64, 4)


def test_where_all_are_alike_there_is_nothing_to_weigh() -> None:
    assert weigh([cell(1, 1, served=50, hits=9, misses=3)], ["team", "kind"]) is None
    assert weigh([], ["team"]) is None
    assert weigh([cell(1, served=9, hits=1, misses=1), cell(2, served=9, hits=1, misses=1)], ["team"]) is None


def test_a_group_of_which_nobody_answered_is_named() -> None:
    cells = [
        cell(1, served=50, hits=4, misses=4),
        cell(2, served=50, hits=4, misses=0),
        cell(3, served=9, hits=0, misses=0),
    ]
    got = weigh(cells, ["team"])
    assert got
    assert got.missing == (("team", 3),)


def test_what_had_different_chances_to_be_asked_keeps_its_weight() -> None:
    """A cell's two answers stood for 1 and 3: its own rate is 3 of 4, and stays so within the group."""
    one = cell(1, served=40, hits=1, misses=1, more_both=2000, more_bullseye=2000, more_squares=8_000_000)
    got = weigh([one, cell(2, served=40, hits=0, misses=8)], ["team"])
    assert got
    assert round(got.rates[0].weighted.estimate or 0, 6) == 0.375


def test_weighting_takes_most_of_the_bias_away_where_groups_explain_it() -> None:
    """The world of bench/non_response.py in which it can: at least 70 % goes."""
    chance, before, after = np.random.default_rng(7), [], []
    for _ in range(12):
        team, service, kind = (chance.integers(0, n, 6_000) ** 2 // n for n in (6, 4, 3))
        liking = 1.4 - 1.5 * (team / 6) + 1.0 * (service / 4) - 2.5 * (kind / 3)
        content = chance.random(6_000) < 1 / (1 + np.exp(-liking))
        answers = chance.random(6_000) < 1 / (
            1 + np.exp(0.3 + 1.5 * (team / 6) - 1.0 * (service / 4) + 3.0 * (kind / 3))
        )
        cells = []
        for key in {*zip(team.tolist(), service.tolist(), kind.tolist(), strict=True)}:
            here = (team == key[0]) & (service == key[1]) & (kind == key[2])
            hits, misses = int((here & answers & content).sum()), int((here & answers & ~content).sum())
            cells.append(cell(*key, served=int(here.sum()), hits=hits, misses=misses))
        got = weigh(cells, ["team", "service", "kind"])
        assert got
        before.append((got.rates[0].plain.estimate or 0) - content.mean())
        after.append((got.rates[0].weighted.estimate or 0) - content.mean())
    assert abs(np.mean(before)) > 0.03
    assert abs(np.mean(after)) < 0.3 * abs(np.mean(before))


def test_a_group_is_quieter_only_beyond_chance() -> None:
    total = voices(0, "All", 1000, 400)
    groups = (voices(1, "Students", 500, 120), voices(2, "Staff", 500, 280))
    (dimension,) = with_quieter_ones([Dimension("who", "By who", groups)], total)
    assert [group.quieter for group in dimension.groups] == [True, False]
    few = (voices(1, "Students", 4, 0), voices(2, "Staff", 996, 400))
    (dimension,) = with_quieter_ones([Dimension("who", "By who", few)], total)
    assert not any(group.quieter for group in dimension.groups)


def test_where_all_are_alike_hardly_a_page_names_anybody() -> None:
    chance, named = np.random.default_rng(3), 0
    for _ in range(200):
        answered = chance.binomial(60, 0.4, 20)
        total = voices(0, "All", 1200, int(answered.sum()))
        groups = tuple(voices(i, str(i), 60, int(k)) for i, k in enumerate(answered))
        named += any(one.quieter for one in with_quieter_ones([Dimension("who", "", groups)], total)[0].groups)
    assert named <= 14  # 10 of 200 are expected at most


counts = st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 50), st.integers(0, 30), st.integers(0, 30))


@given(st.lists(counts, max_size=12, unique_by=lambda row: row[:2]))
def test_a_weighted_rate_is_a_share_within_its_range(rows: list[tuple[int, ...]]) -> None:
    cells = [cell(a, b, served=served + hits + misses, hits=hits, misses=misses) for a, b, served, hits, misses in rows]
    got = weigh(cells, ["team", "service"])
    for rate in got.rates if got else ():
        low, estimate, high = rate.weighted.low, rate.weighted.estimate, rate.weighted.high
        assert low is not None and estimate is not None and high is not None
        assert 0 <= low <= estimate + 1e-9 and estimate - 1e-9 <= high <= 1
        assert rate.weighted.n == rate.plain.n
    if got:
        assert got.design_effect >= 1 - 1e-6
