"""Own questions: what counts of what was sent, and that branches never let in more."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellserved.surveys.rules.definition import Condition, Definition, Question
from wellserved.surveys.rules.own_answers import PREFIX, asked, chain, in_words, read_own, texts_in
from wellserved.surveys.saying import say_wrong
from wellserved.surveys.tests.definitions import EASY, EVERYTHING, MINUTES, USED, WAITING, definitions

SENT = st.sampled_from(["", "o0", "o1", "o2", "0", "1", "3", "7", "11", "2,5", "-1", "x", "nan", "9e99", "a" * 1001])


def sent(**fields: Any) -> dict[str, list[str]]:
    return {PREFIX + name: value if isinstance(value, list) else [value] for name, value in fields.items()}


def read(fields: dict[str, list[str]], achieved: int | None = 2, felt: int | None = 5) -> tuple[dict[str, Any], str]:
    own, wrong = read_own(EVERYTHING, fields, achieved=achieved, felt=felt)
    return own, say_wrong(wrong, EVERYTHING.language)


def test_what_was_asked_and_sent_counts() -> None:
    fields = sent(qwait1="long", qminut="12,5", qeasy1="7", qmiss1="A chair", qused1=["in", "web"])
    assert read(fields, achieved=0) == (
        {"qwait1": "long", "qminut": 12.5, "qeasy1": 7, "qmiss1": "A chair", "qused1": ["web", "in"]},
        "",
    )


def test_what_a_branch_leaves_out_does_not_count_whatever_was_sent() -> None:
    fields = sent(qwait1="short", qminut="12", qmiss1="A chair")
    assert read(fields, achieved=2) == ({"qwait1": "short"}, "")
    assert read(sent(qminut="twelve")) == ({}, "")


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        (sent(qwait1="long", qminut="a while"), "“How many minutes was it?” needs a number, in digits."),
        (sent(qwait1="long", qminut="601"), "“How many minutes was it?” needs a number of at most 600."),
        (sent(qwait1="long", qminut="-1"), "“How many minutes was it?” needs a number of at least 0."),
        (
            sent(qwait1="long", qminut="inf"),
            "“How many minutes was it?” needs a number that somebody could have counted.",
        ),
        (sent(qwait1="long", qminut="١٢"), ""),
        (sent(qeasy1="8"), ""),
        (sent(qwait1="never offered"), ""),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(fields: dict[str, list[str]], problem: str) -> None:
    assert read(fields)[1] == problem


def test_too_long_a_text_is_said_by_how_much() -> None:
    assert read(sent(qmiss1="a" * 1001), achieved=0) == (
        {},
        "“What did you go without?” is answered at 1 character more than fits here.",
    )


@given(definitions(), st.data(), st.sampled_from([None, 0, 1, 2]), st.sampled_from([None, 1, 3, 5]))
def test_only_asked_questions_count_and_what_counts_alone_says_the_same(
    definition: Definition, data: Any, achieved: int | None, felt: int | None
) -> None:
    fields = {PREFIX + one.id: data.draw(st.lists(SENT, max_size=3)) for one in definition.questions}
    own, _ = read_own(definition, fields, achieved=achieved, felt=felt)
    for question in definition.questions:
        if not asked(question.only_if, own, achieved=achieved, felt=felt):
            assert question.id not in own
    counted = {key: value for key, value in fields.items() if key.removeprefix(PREFIX) in own}
    assert read_own(definition, counted, achieved=achieved, felt=felt)[0] == own


@given(definitions(), st.data(), st.sampled_from([None, 0, 1, 2]), st.sampled_from([None, 1, 3, 5]))
def test_a_question_is_answered_only_if_its_whole_chain_holds(
    definition: Definition, data: Any, achieved: int | None, felt: int | None
) -> None:
    """What the style sheet shows (all of the chain) and what the server counts are the same questions."""
    fields = {PREFIX + one.id: data.draw(st.lists(SENT, max_size=3)) for one in definition.questions}
    own, _ = read_own(definition, fields, achieved=achieved, felt=felt)
    for question in definition.questions:
        holds = all(asked(one, own, achieved=achieved, felt=felt) for one in chain(definition, question))
        if question.id in own:
            assert holds


def test_answers_in_words() -> None:
    assert in_words(WAITING, "long", "de", "en") == "Zu lange"
    assert in_words(USED, ["web", "tel"], "en", "en") == "The web page, The phone"
    assert in_words(EASY, 6, "en", "en") == "6 of 7"
    assert in_words(MINUTES, 1200, "en", "en") == "1,200"
    assert in_words(WAITING, "since removed", "en", "en") == "since removed"


def test_what_was_written_in_words_has_a_reader() -> None:
    assert texts_in(EVERYTHING, {"qmiss1": "A chair", "qeasy1": 3}) == ["What did you go without?\nA chair"]


def test_a_chain_goes_up_to_the_first_question() -> None:
    third = Question("q3", "text", {"en": "Why?"}, only_if=Condition("qwait1", ("short",)))
    first = Question(
        **{f: getattr(WAITING, f) for f in ("id", "kind", "label", "options")}, only_if=Condition("felt", ("1",))
    )
    definition = Definition(questions=(first, third))
    assert [one.of for one in chain(definition, third)] == ["qwait1", "felt"]
