"""The draw is fair, exact, and the same for everybody who repeats it."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from wellserved.measures import draw, next_spare
from wellserved.measures.drawing import largest_remainders, ranking
from wellserved.measures.framing import frame_text, read_frame

SEEDS = 10_000
MEMBERS, EACH, CONTACTS = [7, 11, 13], 2, range(100, 124)
GOLDEN = {1: (34, 19, 18), 2: (39, 20, 23), 3: (30, 38, 13)}
GOLDEN_SPARE = (27, 15, 9, 5, 4)
GOLDEN_FRAME = "2c675009865b204fcd74c199e5a2ed3c11d40335ec51c8217e46c2e98f425278"
GOLDEN_DIGEST = "cb2ad91a0f25a49e60823b2339b32976a12fd5a4b34dc8cb6259b977d468ee10"

ids = st.integers(1, 60)
frames = st.dictionaries(ids, st.lists(st.integers(1, 6), max_size=3), max_size=40)
teams = st.sets(st.integers(1, 6), max_size=6)
seeds = st.text(max_size=8)


def test_every_contact_comes_to_every_place_equally_often() -> None:
    """χ² for each of the six places on its own, at one in a thousand for all six together."""
    places: list[Counter[int]] = [Counter() for _ in range(len(MEMBERS) * EACH)]
    for seed in range(SEEDS):
        got = draw(CONTACTS, MEMBERS, EACH, seed)
        for place, contact in enumerate(contact for drawn in got.assigned.values() for contact in drawn):
            places[place][contact] += 1
    for counts in places:
        found = [counts[contact] for contact in CONTACTS]
        assert sum(found) == SEEDS
        assert stats.chisquare(found).pvalue > 0.001 / len(places)


def test_every_two_contacts_meet_equally_often() -> None:
    """That neighbours in the frame are not drawn together more often than others: χ² over all pairs drawn first."""
    pairs: Counter[tuple[int, int]] = Counter()
    for seed in range(SEEDS):
        first, second = ranking(range(100, 108), seed)[:2]
        pairs[first, second] += 1
    assert stats.chisquare([pairs[pair] for pair in permutations(range(100, 108), 2)]).pvalue > 0.001


def test_a_draw_is_the_same_on_every_machine() -> None:
    """Written down once, with nothing but SHA-256 in it: if this changes, old rounds can no longer be verified."""
    frame = {contact: [contact % 4] for contact in range(1, 41)}
    strata = {contact: "internal" if contact % 5 else "external" for contact in frame}
    got = draw(frame, [1, 2, 3], 3, "20261109", strata)
    assert got.assigned == GOLDEN
    assert got.spare[:5] == GOLDEN_SPARE
    assert got.frame_digest == sha256(frame_text(frame, strata).encode()).hexdigest() == GOLDEN_FRAME
    assert got.digest == GOLDEN_DIGEST
    assert ranking([5, 6], "a") == sorted([5, 6], key=lambda contact: sha256(f"a:{contact}".encode()).digest())


@given(frames, teams, st.integers(0, 4), seeds, st.booleans())
def test_the_laws_of_every_draw(
    frame: dict[int, list[int]], members: set[int], each: int, seed: str, grouped: bool
) -> None:
    strata = {contact: contact % 3 for contact in frame} if grouped else None
    got = draw(frame, members, each, seed, strata)
    drawn = [contact for contacts in got.assigned.values() for contact in contacts]
    seats = min(len(members) * each, len(frame))
    # Nobody twice, nobody lost, and as many as there can be, spread as evenly as can be.
    assert sorted([*drawn, *got.spare]) == sorted(frame)
    assert len(drawn) == seats
    assert max(map(len, got.assigned.values()), default=0) <= min(map(len, got.assigned.values()), default=0) + 1
    # Who is spare stands in the order of the ranking, and the order of what was given changes nothing.
    assert list(got.spare) == [contact for contact in ranking(sorted(frame), seed) if contact in got.spare]
    turned = dict(reversed(frame.items()))
    assert draw(turned, sorted(members, reverse=True), each, seed, strata) == got
    if strata is not None:
        sizes = Counter(strata.values())
        wanted = largest_remainders(sizes, seats)
        assert {group: sum(strata[contact] == group for contact in drawn) for group in sizes} == wanted
    # Somebody served last is drawn only if neither a spare of that group nor an exchange with a colleague is left.
    for member, contacts in got.assigned.items():
        for contact in contacts:
            if member not in frame[contact]:
                continue
            for other in got.spare:
                assert member in frame[other] or (strata is not None and strata[other] != strata[contact])


@given(frames, st.integers(1, 6), seeds)
def test_a_replacement_is_the_next_who_fits(frame: dict[int, list[int]], member: int, seed: str) -> None:
    strata = {contact: contact % 2 for contact in frame}
    order = ranking(sorted(frame), seed)
    found = next_spare(order, member, frame, strata, 1)
    if found is None:
        assert not frame
        return
    best = [contact for contact in order if member not in frame[contact] and strata[contact] == 1]
    others = [contact for contact in order if member not in frame[contact]]
    assert found == (best or others or [c for c in order if strata[c] == 1] or order)[0]


@given(st.dictionaries(st.integers(1, 9), st.integers(0, 500), max_size=9), st.integers(0, 800))
def test_shares_are_exact(sizes: dict[int, int], seats: int) -> None:
    shares = largest_remainders(sizes, seats)
    total = sum(sizes.values())
    assert sum(shares.values()) == min(seats, total)
    for group, share in shares.items():
        assert share <= sizes[group]
        assert abs(share * total - min(seats, total) * sizes[group]) < max(total, 1)  # less than one seat away


@given(frames, st.booleans())
def test_a_frame_is_read_as_it_was_written(frame: dict[int, list[int]], grouped: bool) -> None:
    strata = {contact: "inside\n “x” " if contact % 2 else 3 for contact in frame} if grouped else None
    read, groups = read_frame(frame_text(frame, strata))
    assert read == {contact: tuple(sorted(set(by))) for contact, by in frame.items()}
    assert groups == (strata or None)
    assert frame_text(read, groups) == frame_text(frame, strata)


def test_a_colleague_gives_somebody_up_rather_than_that_one_hears_of_themselves() -> None:
    """Both are left with somebody whom one of them served: there is a way in which nobody calls whom they served."""
    for seed in range(50):
        assert draw({1: [10], 2: [10], 3: [], 4: []}, [10, 20], 2, seed).assigned.keys() == {10, 20}
        assert set(draw({1: [10], 2: [10], 3: [], 4: []}, [10, 20], 2, seed).assigned[10]) == {3, 4}
    assert draw({1: [10]}, [10], 1, 0).assigned == {10: (1,)}  # nobody else is left


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="once"):
        draw([1, 1, 2], [10], 1, 0)
    with pytest.raises(ValueError, match="once"):
        draw([1, 2], [10, 10], 1, 0)
    with pytest.raises(ValueError, match="none or more"):
        draw([1, 2], [10], -1, 0)
