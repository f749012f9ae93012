"""The law of open doors."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellserved.doors.rules import (
    LIMITS,
    LONGEST_OFFLINE,
    REFUSE,
    Knocks,
    given_at,
    judge,
    part_of_network,
    pin_problem,
    read_ticket,
)

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
REASONS = {"", REFUSE, "trap", "no_page", "quick", "same", "many"}


@given(
    kind=st.sampled_from(sorted(LIMITS)),
    one=st.integers(1, 10_000),
    all_=st.integers(1, 10_000),
    waiting=st.integers(0, 30_000),
    age=st.none() | st.integers(-100, 200_000),
    flags=st.tuples(*[st.booleans()] * 4),
)
def test_nothing_passes_beyond_the_limits_and_nothing_waits_without_end(
    kind: str, one: int, all_: int, waiting: int, age: int | None, flags: tuple[bool, ...]
) -> None:
    sign, trap, words, again = flags
    opened = None if age is None else AT - timedelta(seconds=age)
    said = judge(
        kind,
        Knocks(one, all_, waiting),
        at=AT,
        opened_at=opened,
        sign=sign,
        trap=trap,
        same_words=words,
        same_again=again,
    )
    limits = LIMITS[kind]
    assert said in REASONS
    if one > limits.pass_from_one or all_ > limits.pass_in_all or trap:
        assert said != ""
    if said not in ("", REFUSE):
        assert waiting < limits.most_waiting
    if one > limits.hold_from_one or all_ > limits.hold_in_all:
        assert said == REFUSE


def test_a_page_without_scripts_needs_no_sign_only_a_moment() -> None:
    def passed(seconds: float, sign: bool) -> str:
        return judge("feedback", Knocks(), at=AT, opened_at=AT - timedelta(seconds=seconds), sign=sign)

    assert (passed(1, False), passed(1, True), passed(3, False)) == ("quick", "", "")
    assert passed(90_000, True) == "no_page"


def test_a_kiosk_may_bring_a_page_of_last_week() -> None:
    assert judge("kiosk", Knocks(200, 200), at=AT, opened_at=None, sign=False) == ""


@given(st.text(max_size=60))
def test_any_address_has_a_part_of_the_network(text: str) -> None:
    assert part_of_network(text)


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3::9", "2001:db8:1::/48"),
        ("::ffff:203.0.113.9", "203.0.113.0/24"),
        ("fe80::1%eth0", "fe80::/48"),
        ("nonsense", "unknown"),
    ],
)
def test_neighbours_share_a_part(address: str, part: str) -> None:
    assert part_of_network(address) == part


@given(st.none() | st.floats(allow_nan=True, allow_infinity=True))
def test_a_kiosk_never_answers_from_the_future_nor_from_long_ago(seconds: float | None) -> None:
    assert AT - LONGEST_OFFLINE <= given_at(AT, seconds) <= AT


@pytest.mark.parametrize(
    ("text", "ticket"),
    [
        ("4711", "4711"),
        (" #4711 ", "4711"),
        ("HELP-12", "HELP-12"),
        ("{{ticket.id}}", ""),
        ("#{ticket.number}", ""),
        ("%{ticket.number}", ""),
        ("##ticket.id##", ""),
        ("$FAULTID", ""),
        ("[Ticket: Number]", ""),
        ("{%conversation.number%}", ""),
        ("x" * 200, ""),
        ("", ""),
    ],
)
def test_a_placeholder_that_nobody_filled_is_no_ticket(text: str, ticket: str) -> None:
    assert read_ticket(text) == ticket


def test_a_pin_is_four_to_eight_digits() -> None:
    assert [bool(pin_problem(pin)) for pin in ("123", "1234", "12345678", "123456789", "12a4", "١٢٣٤")] == [
        True, False, False, True, True, True,
    ]  # fmt: skip
