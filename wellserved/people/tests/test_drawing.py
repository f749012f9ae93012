"""The picture of the service map: nothing is left out, nothing overlaps, and the lines cross as little as we find."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellserved.people.drawing import NARROW, WIDE, Picture, Served, Size, crossings, draw_map

TEAMS = st.sampled_from([f"Team {n}" for n in range(8)])
KINDS = {n: ("team", "internal", "external")[n % 3] for n in range(60)}
LINES = st.lists(
    st.builds(lambda team, n: Served(team, f"Customer {n:02}", KINDS[n]), TEAMS, st.integers(0, 59)), max_size=160
)


def names(picture: Picture) -> int:
    """How many customers the labels stand for."""
    more = [re.search(r" and (\d+) more$", label.text) for label in picture.customers]
    return sum(1 + int(found[1]) if found else 1 for found in more)


@pytest.mark.parametrize("size", [WIDE, NARROW])
@given(lines=LINES)
def test_everybody_stands_in_the_picture_and_nobody_stands_on_another(size: Size, lines: list[Served]) -> None:
    picture = draw_map(lines, size)
    assert len(picture.teams) == len({line.team for line in lines})
    assert names(picture) == len({line.customer for line in lines})
    rows = sorted(label.y for label in picture.customers)
    assert all(b - a >= size.row - 0.01 for a, b in itertools.pairwise(rows))
    tops = [team.top for team in picture.teams]
    assert all(b - a >= size.box + 13.9 for a, b in itertools.pairwise(tops))
    assert all(top >= 0 and top + size.box <= picture.height for top in tops)
    assert all(0 <= y <= picture.height for y in rows)


@given(lines=LINES, seed=st.randoms())
def test_the_same_map_is_the_same_picture(lines: list[Served], seed: object) -> None:
    shuffled = sorted(lines, key=lambda _: seed.random())  # type: ignore[attr-defined]
    assert draw_map(shuffled) == draw_map(lines)


@given(lines=LINES)
def test_each_customer_is_tied_to_exactly_its_teams(lines: list[Served]) -> None:
    pairs = {(line.team, line.customer) for line in lines}
    few = len({line.customer for line in lines}) <= 36
    drawn = sum(len(team.paths) for team in draw_map(lines).teams)
    assert drawn == len(pairs) if few else drawn <= len(pairs)


def test_crossings_are_counted() -> None:
    assert crossings([(0, 0), (1, 1)]) == 0
    assert crossings([(0, 1), (1, 0)]) == 1
    assert crossings([(0, 2), (1, 1), (2, 0)]) == 3


def test_a_map_that_need_not_cross_does_not() -> None:
    lines = [Served(f"Team {n}", f"Client {(5 * n) % 8}", "external") for n in range(8)]
    assert straight(draw_map(lines)) == 0


def straight(picture: Picture) -> int:
    ends = sorted({float(path.split()[-1]) for team in picture.teams for _, path in team.paths})
    edges = [
        (place, ends.index(float(path.split()[-1])))
        for place, team in enumerate(picture.teams)
        for _, path in team.paths
    ]
    return crossings(edges)


def test_customers_of_the_same_teams_stand_together_when_there_are_many() -> None:
    lines = [Served("Desk", f"Faculty {n:02}", "internal") for n in range(40)]
    lines += [Served("Desk", "Networks", "team"), Served("Desk", "Print", "team")]
    assert [label.text for label in draw_map(lines).customers] == ["Networks", "Print", "Faculty 00 and 39 more"]
