"""What people say alike is put together, in whichever language, always the same way, and never as a fact."""

from __future__ import annotations

import doctest
import random
import time

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from wellserved.reading import MOST, grams, group, grouping, nearest

SAID = [
    *(
        "You open at nine and I start at seven.",
        "Please open earlier than nine.",
        "The desk could open at half past seven.",
    ),
    *("Tell me when somebody works on my ticket.", "I never know whether somebody works on my ticket."),
    *("I waited twenty minutes in the phone queue.", "The phone queue is fine."),
    *("等的时间太长了", "电话等的时间太长"),
    *("Die Öffnungszeiten sind zu kurz.", "Längere Öffnungszeiten wären schön."),
    *("أوقات العمل قصيرة جدا", "أتمنى أوقات العمل أطول"),
    "Nothing at all to add",
]
ALIKE = [(0, 1, 2), (3, 4), (5, 6), (7, 8), (9, 10), (11, 12)]


@pytest.mark.parametrize("module", [grams, grouping])
def test_the_examples_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def test_what_is_said_alike_lies_together_in_every_language() -> None:
    found = group(SAID)
    for together in ALIKE:
        labels = {found.labels[number] for number in together}
        assert len(labels) == 1 and -1 not in labels, [SAID[number] for number in together]
    assert found.labels[-1] == -1
    assert len(set(found.labels)) == len(ALIKE) + 1
    assert found.labels[:3] == (0, 0, 0)  # the largest is the first
    assert found.words[0][0] == "open"


def test_as_many_groups_as_were_asked_for() -> None:
    assert len(set(group(SAID, k=3).labels) - {-1}) <= 3
    assert set(group(SAID, k=1).labels) == {0}


@examples(max_examples=40)
@given(st.lists(st.text(max_size=40), max_size=25))
def test_any_texts_have_groups_and_the_same_ones_again(texts: list[str]) -> None:
    found = group(texts)
    assert found == group(texts)
    assert len(found.labels) == len(texts)
    sizes = [found.labels.count(label) for label in range(max(found.labels, default=-1) + 1)]
    assert sizes == sorted(sizes, reverse=True) and all(size > 1 for size in sizes)
    assert len(found.words) == len(sizes)


def test_the_nearest_are_the_most_alike() -> None:
    [hours, nothing] = nearest(SAID, ["open later than nine", "!?"], 3)
    assert [number for number, _ in hours][:2] in ([1, 0], [0, 1])
    assert all(0 < alike <= 1 for _, alike in hours) and nothing == []
    assert nearest(SAID, [SAID[5]], 1)[0] == [(5, 1.0)]
    assert nearest([], ["a"], 1) == [[]]


def test_two_thousand_texts_and_no_more() -> None:
    with pytest.raises(ValueError, match="2000"):
        group(["a"] * (MOST + 1))
    with pytest.raises(ValueError, match="at least one"):
        group(SAID, k=0)


def test_six_hundred_texts_take_less_than_a_second() -> None:
    by_chance, words = random.Random(1), " ".join(SAID).split()
    texts = [" ".join(by_chance.choices(words, k=15)) for _ in range(600)]
    begun = time.process_time()
    group(texts)
    assert time.process_time() - begun < 1
