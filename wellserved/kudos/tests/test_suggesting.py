"""Praise in a comment is noticed by a plain rule, and becomes kudos when a named person says so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from wellserved.kit.clock import now
from wellserved.kudos.actions import notice_praise
from wellserved.kudos.models import Kudos, Suggestion
from wellserved.kudos.rules import is_the_giver_s, month_before, praise_in, praised
from wellserved.kudos.shapes import Praise
from wellserved.kudos.tests.given import PRAISE, a_suggestion
from wellserved.mail.models import Letter
from wellserved.surveys.tasks.reacting import react_to_answers
from wellserved.surveys.tests.answers import change_answer, make_answer

NOTICED = [
    PRAISE,
    "Vielen Dank, Sie waren sehr geduldig",
    "Muchas gracias por la paciencia",
    "Merci, vous m’avez écouté",
    "Muito obrigada",
    "非常感谢，很耐心",
    "شكرًا جزيلًا",
    "THANKS!!!",
]
NOT_NOTICED = [
    "",
    "It works.",
    "No thanks to you.",
    "He was not helpful",
    "Es war nicht freundlich",
    "What kind of answer",
]


@pytest.mark.parametrize("words", NOTICED)
def test_a_word_of_praise_is_noticed_after_a_great_face(words: str) -> None:
    assert praise_in(words, 5, 2)


@pytest.mark.parametrize("words", NOT_NOTICED)
def test_without_one_nothing_is_noticed(words: str) -> None:
    assert praise_in(words, 5, 2) is None


@given(
    st.text(max_size=60).map(lambda text: f"{text} thank you, Milo"),
    st.integers(1, 5) | st.none(),
    st.integers(0, 2) | st.none(),
)
def test_nothing_is_noticed_unless_it_felt_great_and_they_did_not_go_without(
    words: str, felt: int | None, achieved: int | None
) -> None:
    found = praise_in(words, felt, achieved)
    assert found is None or (felt == 5 and achieved != 0 and found.because)
    assert found is not None or felt != 5 or achieved == 0 or praise_in(words, 5, 2) is None


def test_whom_it_is_about() -> None:
    assert praised([(1, "Milo")], Praise(("thanks",))) == 1
    assert praised([(1, "Milo"), (2, "Lena")], Praise(("thanks",), ("Lena",))) == 2
    assert praised([(1, "Milo"), (2, "Lena")], Praise(("thanks",))) is None
    assert praised([], Praise(("thanks",))) is None


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_a_part_of_their_words_is_theirs_and_an_addition_is_not(words: str, begin: int, end: int) -> None:
    part = words[begin:end]
    assert is_the_giver_s(words, part) or not part.split()
    assert not is_the_giver_s(words, f"{words}{words}x")


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_the_month_before_is_the_one_that_ended_last(day: date) -> None:
    first, here = month_before(day)
    assert first.day == here.day == 1 and here <= day and (here - timedelta(days=1)).replace(day=1) == first


pytestmark = pytest.mark.django_db


def test_a_person_decides_and_it_goes_to_both_in_the_customers_words(cast: Cast) -> None:
    suggestion = a_suggestion(cast)
    assert (suggestion.member, suggestion.because) == (cast.member, "patient, explained, Thank you")
    assert not Kudos.objects.exists() and not Letter.objects.filter(kind="kudos").exists()
    lead = cast.browser("lead")
    assert "perhaps for Milo" in lead.get("/kudos/suggestions/").content.decode()
    got = lead.post(f"/kudos/suggestions/{suggestion.pk}/", {"to": cast.member.pk, "words": "Milo was patient"})
    assert got.status_code == 302
    kudos = Kudos.objects.get()
    assert (kudos.words, kudos.contact, kudos.accepted_by, kudos.may_be_shown) == (
        "Milo was patient",
        cast.contact,
        cast.lead,
        False,
    )
    assert set(Letter.objects.filter(kind="kudos").values_list("to_email", flat=True)) == {
        "milo@campus.example",
        "lena@campus.example",
    }
    assert b"Milo was patient" not in cast.browser("outsider").get("/kudos/wall/").content
    assert lead.post(f"/kudos/suggestions/{suggestion.pk}/", {"to": cast.member.pk, "words": "x"}).status_code == 404


def test_words_cannot_be_put_into_a_customers_mouth(cast: Cast) -> None:
    suggestion = a_suggestion(cast)
    form = {"to": cast.member.pk, "words": "Milo was patient and gave me cake"}
    assert cast.browser("lead").post(f"/kudos/suggestions/{suggestion.pk}/", form).status_code == 422
    assert not Kudos.objects.exists()


def test_it_may_be_left_as_it_is_and_is_not_brought_up_again(cast: Cast) -> None:
    suggestion = a_suggestion(cast)
    cast.browser("lead").post(f"/kudos/suggestions/{suggestion.pk}/leaving/")
    change_answer(suggestion.response, words=f"{PRAISE} Really.")
    notice_praise(limit=100)
    suggestion.refresh_from_db()
    assert suggestion.state == "declined"
    assert "Nothing waits here" in cast.browser("lead").get("/kudos/suggestions/").content.decode()


def test_an_answer_that_turned_is_no_praise_any_more(cast: Cast) -> None:
    suggestion = a_suggestion(cast)
    change_answer(suggestion.response, felt=2)
    notice_praise(limit=100)
    assert not Suggestion.objects.exists()


def test_noticing_twice_notices_once_and_nothing_old(cast: Cast) -> None:
    make_answer(cast, felt=5, words=PRAISE, at=now() - timedelta(days=31))
    make_answer(cast, felt=5, words="")
    make_answer(cast, felt=4, words=PRAISE)
    make_answer(cast, felt=5, words=PRAISE)
    react_to_answers()
    assert notice_praise(limit=3) == 3 and notice_praise(limit=100) == 1 and notice_praise(limit=100) == 0
    assert Suggestion.objects.count() == 1


def test_a_comment_about_a_lead_is_not_for_that_lead(cast: Cast) -> None:
    suggestion = a_suggestion(cast, served=[cast.lead], words="Thank you, Lena")
    assert suggestion.member == cast.lead
    assert "Nothing waits" in cast.browser("lead").get("/kudos/suggestions/").content.decode()
    assert "perhaps for Lena" in cast.browser("manager").get("/kudos/suggestions/").content.decode()
