"""What is made ahead is what would have been made, in its order, and no more than one of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellserved.kit.ahead import Ahead


@given(things=st.lists(st.integers()), early=st.lists(st.booleans()))
def test_it_changes_nothing_but_the_moment(things: list[int], early: list[bool]) -> None:
    made: list[int] = []

    def making() -> Iterator[int]:
        for thing in things:
            made.append(thing)
            yield thing

    ahead, got = Ahead(making()), []
    for first in [*early, *[False] * (len(things) + 1)]:
        if first:
            ahead.make()
            ahead.make()
            assert len(made) <= len(got) + 1
        else:
            got += [thing for thing in [next(ahead, None)] if thing is not None]
    assert got == things


def test_what_goes_wrong_is_told_when_it_is_asked_for() -> None:
    def making() -> Iterator[int]:
        yield 1
        raise ValueError("the second cannot be read")

    ahead = Ahead(making())
    ahead.make()
    assert next(ahead) == 1
    ahead.make()
    for _ in range(2):
        with pytest.raises(ValueError, match="the second"):
            next(ahead)
