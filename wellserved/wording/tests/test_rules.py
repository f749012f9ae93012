"""How a phrase is found: by words, whatever the apostrophe, accent or script; in a time that grows evenly."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellserved.wording.rules import (
    LONGEST_AVOID,
    LONGEST_OFFER,
    Matcher,
    _fold_letter,
    _folded,
    laid_over,
    tokens,
    words_of,
)
from wellserved.wording.shapes import Change, Entry
from wellserved.wording.starting import STARTING_LIST
from wellserved.wording.tests.samples import FOUND, NOT_FOUND

GUIDE = Matcher({entry.key: entry.avoid for entry in STARTING_LIST})
words = st.lists(st.text(alphabet="abcdé", min_size=1, max_size=4), min_size=1, max_size=5)


@pytest.mark.parametrize(("phrase", "text"), FOUND)
def test_it_is_found_however_it_is_written(phrase: str, text: str) -> None:
    found = Matcher({"it": phrase}).find(text)
    assert [one.key for one in found] == ["it"]


@pytest.mark.parametrize(("phrase", "text"), NOT_FOUND)
def test_a_part_of_a_word_is_not_the_word(phrase: str, text: str) -> None:
    assert Matcher({"it": phrase}).find(text) == []


def test_where_it_stands_is_said_in_the_text_as_it_was_written() -> None:
    text = "He said: That’s  our\npolicy."
    (found,) = Matcher({"it": "that's our policy"}).find(text)
    assert text[found.start : found.end] == "That’s  our\npolicy"


def test_the_longest_is_found_and_none_inside_another() -> None:
    guide = Matcher({"short": "you should", "long": "you should have known", "inside": "known"})
    assert [one.key for one in guide.find("You should have known. You should go.")] == ["long", "short"]


@given(words, words, words)
def test_a_phrase_between_other_words_is_always_found(before: list[str], phrase: list[str], after: list[str]) -> None:
    text = " ".join([*before, *phrase, *after])
    (found,) = Matcher({"it": " ".join(phrase)}).find(text)[:1]
    assert words_of(text[found.start : found.end]) == words_of(" ".join(phrase))


@given(st.text(max_size=300))
def test_any_text_can_be_looked_through_and_what_is_found_was_there(text: str) -> None:
    by_key = {entry.key: words_of(entry.avoid) for entry in STARTING_LIST}
    last = 0
    for found in GUIDE.find(text):
        assert last <= found.start < found.end <= len(text)
        assert words_of(text[found.start : found.end]) == by_key[found.key]
        last = found.end


@given(st.text(max_size=100))
def test_every_text_that_has_words_finds_itself(text: str) -> None:
    found = Matcher({"it": text}).find(text)
    assert [one.key for one in found] == (["it"] if words_of(text) else [])


@pytest.mark.parametrize("piece", ["not my ", "'", "a'", "is the best you're going to ", "只能这", "ـ", "\u0301", "﷽"])
def test_a_text_made_to_keep_us_busy_takes_no_longer_than_its_length(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    began = time.process_time()
    GUIDE.find(text)
    assert time.process_time() - began < 2


def test_every_line_of_the_starting_list_can_be_found_and_fits() -> None:
    assert len({entry.key for entry in STARTING_LIST}) == len(STARTING_LIST)
    for entry in STARTING_LIST:
        assert [one.key for one in GUIDE.find(entry.avoid)] == [entry.key]
        assert GUIDE.find(entry.offer) == []
        assert len(entry.avoid) <= LONGEST_AVOID and len(entry.offer) <= LONGEST_OFFER
        assert entry.key.isascii() and len(entry.key) <= 60 and "/" not in entry.key


def test_signs_stand_alone_and_words_keep_their_apostrophe() -> None:
    assert [word for word, _, _ in tokens("Don’t 说 ok")] == ["don't", "说", "ok"]


START = [Entry("s:1", "en", "calm down", "I see."), Entry("s:2", "en", "not my job", "I will ask.")]


def test_a_team_changes_the_house_and_the_house_the_beginning() -> None:
    house = [
        Change("own:1", "en", "calm down", "I am with you.", replaces="s:1"),
        Change("own:2", "en", "rules", "why"),
    ]
    team = [Change("own:3", "en", "x", "y", replaces="s:2", dropped=True), Change("own:4", "en", "hm", "z", "own:2")]
    guide = {entry.key: (entry.avoid, entry.offer, entry.origin) for entry in laid_over(START, house, team)}
    assert guide == {"s:1": ("calm down", "I am with you.", "house"), "own:2": ("hm", "z", "team")}


def test_what_the_house_dropped_a_team_cannot_have_changed() -> None:
    house = [Change("own:1", "en", "", "", replaces="s:1", dropped=True)]
    team = [Change("own:3", "en", "calm down", "other", replaces="s:1")]
    assert [entry.key for entry in laid_over(START, house, team)] == ["s:2"]


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_plain_letters_take_a_shorter_way_to_the_same(text: str) -> None:
    folded, origin = _folded(text)
    assert folded == "".join(_fold_letter(letter) for letter in text)
    assert list(origin) == list(range(len(text)))
