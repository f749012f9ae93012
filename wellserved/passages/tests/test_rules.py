"""Who reads what: a named person, always, if there is anybody."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wellserved.passages.rules import choose_reader, draft_reply
from wellserved.passages.shapes import Colleague

ROLES = ["member", "lead", "manager", "admin"]
ids = st.integers(1, 8)


@st.composite
def houses(draw: st.DrawFn) -> dict[int, Colleague]:
    found = draw(st.dictionaries(ids, st.tuples(st.sampled_from(ROLES), st.none() | ids)))
    return {key: Colleague(key, role, above) for key, (role, above) in found.items()}


@given(st.lists(ids, unique=True), st.lists(ids, unique=True), houses(), st.booleans())
def test_there_is_always_a_reader_if_anybody_is_there(
    served: list[int], leads: list[int], house: dict[int, Colleague], low: bool
) -> None:
    reader = choose_reader(served, leads, house, low)
    assert (reader in house) if house else reader is None
    if low and set(house) - set(served):
        assert reader not in served or set(leads) & set(house)


HOUSE = {
    1: Colleague(1, "member", 2),
    2: Colleague(2, "lead", 3),
    3: Colleague(3, "manager", 4),
    4: Colleague(4, "admin", None),
}


def test_who_served_reads_it_unless_it_is_low() -> None:
    assert choose_reader([1], [2], HOUSE, low=False) == 1
    assert choose_reader([1], [2], HOUSE, low=True) == 2


def test_what_two_people_did_is_read_by_their_lead() -> None:
    assert choose_reader([1, 9], [2], HOUSE, low=False) == 2


def test_somebody_who_left_reads_nothing() -> None:
    assert choose_reader([9], [2], HOUSE, low=False) == 2
    assert choose_reader([9], [8], HOUSE, low=False) == 3


def test_a_low_answer_about_the_lead_goes_to_whom_they_report_to() -> None:
    assert choose_reader([2], [2], HOUSE, low=True) == 3
    assert choose_reader([2], [2], HOUSE, low=False) == 2


def test_a_draft_names_people_where_it_can() -> None:
    assert draft_reply("Bea", "good", signed="Milo").startswith("Dear Bea,")
    assert "sorry" in draft_reply("", "low", signed="Lena")
