"""Whose word about an address counts, and whom we take as new."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellserved.accounts.rules import checked_address, is_welcome

ANYTHING = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.integers())


@pytest.mark.parametrize(
    ("said", "vouches", "counts"),
    [
        ({"email_verified": True}, False, True),
        ({"email_verified": "true"}, False, True),
        ({}, False, False),
        ({}, True, True),
        ({"email_verified": None}, True, True),
        ({"email_verified": False}, True, False),
        ({"email_verified": "false"}, True, False),
        ({"email_verified": 1}, True, False),
    ],
)
def test_a_no_is_a_no_and_silence_counts_only_if_somebody_vouches(said: Any, vouches: bool, counts: bool) -> None:
    address = checked_address({"email": " Ada@Campus.example", **said}, vouches)
    assert address == ("ada@campus.example" if counts else "")


@given(email=ANYTHING, checked=ANYTHING, vouches=st.booleans())
def test_whatever_a_provider_says_it_is_an_address_or_nothing(email: Any, checked: Any, vouches: bool) -> None:
    address = checked_address({"email": email, "email_verified": checked}, vouches)
    assert address == "" or (isinstance(email, str) and address == email.strip().lower() and address.isascii())


def test_letters_that_turn_into_others_are_refused() -> None:
    assert checked_address({"email": "mi\u212ae@campus.example", "email_verified": True}, False) == ""


def test_a_domain_is_the_whole_of_what_stands_behind_the_last_sign() -> None:
    assert is_welcome("a@b.example", ())
    assert is_welcome("a@b.example", ("b.example",))
    for other in ("a@xb.example", "a@sub.b.example", '"a@b.example"@x.example', ""):
        assert not is_welcome(other, ("b.example",))
