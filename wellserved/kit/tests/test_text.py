"""Text made short."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wellserved.kit.text import beginning


def test_what_fits_is_left_alone() -> None:
    assert beginning("Quick and  kind\n", 40) == "Quick and kind"


def test_it_ends_between_two_words() -> None:
    assert beginning("It hangs above my desk, and stays", 22) == "It hangs above my…"
    assert beginning("Thank you, Lena", 12) == "Thank you…"


def test_a_word_without_end_is_cut() -> None:
    assert beginning("a" * 50, 10) == "a" * 9 + "…"


@given(st.text(), st.integers(2, 60))
def test_it_is_never_longer_than_asked(text: str, most: int) -> None:
    assert len(beginning(text, most)) <= most
