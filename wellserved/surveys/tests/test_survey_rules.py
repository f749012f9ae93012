"""Surveys as rules: what is stored, what is wrong, what is missing, what changed, which one is asked."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellserved.kit.languages import LANGUAGES
from wellserved.surveys.rules.choosing import Place, choose
from wellserved.surveys.rules.comparing import changes
from wellserved.surveys.rules.definition import (
    PLAIN,
    Condition,
    Definition,
    Question,
    mended,
    read_definition,
    said_in,
    write_definition,
)
from wellserved.surveys.rules.readiness import faults
from wellserved.surveys.rules.translating import marked, missing, slots, translate
from wellserved.surveys.tests.definitions import EASY, EVERYTHING, MINUTES, MISSED, USED, WAITING, definitions, words


def test_a_text_that_was_put_otherwise_is_to_be_translated_again() -> None:
    before = Definition(questions=(WAITING,))
    assert missing(before) == {"de": []}
    reworded = replace(WAITING, label={**WAITING.label, "en": "Did you wait long?"})
    after = marked(before, replace(before, questions=(reworded,)))
    assert [slot.key for slot in missing(after)["de"]] == ["qwait1.label"]
    assert read_definition(write_definition(after)) == after
    assert marked(after, replace(after, words=False)).stale == after.stale, "it stays so"
    looked_at = marked(after, translate(after, "de", {"qwait1.label": "Wie lange dauerte es?"}))
    assert missing(looked_at) == {"de": []}, "somebody looked, and left it"
    both = replace(WAITING, label={"en": "Did you wait long?", "de": "Mussten Sie lange warten?"})
    assert not marked(before, replace(before, questions=(both,))).stale


@given(definitions())
def test_a_survey_is_read_as_it_was_written(definition: Definition) -> None:
    assert read_definition(json.loads(json.dumps(write_definition(definition)))) == definition


@pytest.mark.parametrize(
    "stored",
    [
        {"faces": "stars"},
        {"language": "tlh"},
        {"questions": [{"id": "q", "kind": "essay", "label": {}}]},
        {"questions": [{"kind": "text", "label": {}}]},
        {"questions": 3},
        {"questions": [{"id": "q1{}</style>", "kind": "text", "label": {"en": "x"}}]},
        {"questions": [{"id": "q", "kind": "choice", "label": {}, "options": [{"id": "a b", "label": {}}]}]},
        {"wording": {"footer": {"en": "x"}}},
        {"questions": [{"id": "q", "kind": "text", "label": {"en": "x"}, "only_if": {"of": "felt"}}]},
        {"questions": [{"id": "q", "kind": "scale", "label": {"en": "x"}, "first": "low"}]},
    ],
)
def test_what_this_product_did_not_write_is_no_survey(stored: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_definition(stored)


@given(definitions())
def test_mending_leaves_no_condition_on_what_is_not_above(definition: Definition) -> None:
    fewer = mended(replace(definition, questions=definition.questions[1:]))
    assert mended(fewer) == fewer
    above = {"achieved", "felt"}
    for question in fewer.questions:
        assert question.only_if is None or question.only_if.of in above
        above.add(question.id)


def test_a_condition_keeps_the_answers_that_are_left() -> None:
    other = replace(MINUTES, only_if=Condition("qwait1", ("short", "long")))
    fewer = replace(WAITING, options=WAITING.options[:1])
    assert mended(Definition(questions=(fewer, other))).questions[1].only_if == Condition("qwait1", ("short",))


def test_a_survey_with_everything_can_be_asked() -> None:
    assert faults(EVERYTHING) == faults(PLAIN) == []


@pytest.mark.parametrize(
    ("question", "fault"),
    [
        (replace(WAITING, options=WAITING.options[:1]), "needs at least two answers to choose from."),
        (replace(WAITING, options=WAITING.options[:1] * 2), "has the same answer twice."),
        (replace(WAITING, options=WAITING.options * 6), "has 12 answers to choose from, and 10 fit."),
        (replace(EASY, first=5, last=5), "needs a scale that rises, from 0 or more to 10 at most."),
        (replace(EASY, last=11), "needs a scale that rises, from 0 or more to 10 at most."),
        (replace(EASY, last_label={"en": "e" * 41}), "has an end of the scale longer than 40 characters."),
        (replace(MISSED, label={"en": "a" * 201}), "is longer than 200 characters."),
        (replace(MISSED, label={"de": "Nur deutsch"}), "is not worded yet."),
        (Question("q", "number", {"en": "n"}, at_least=5, at_most=5), "needs a smallest number that is smaller"),
    ],
)
def test_what_must_be_put_right_is_said(question: Question, fault: str) -> None:
    assert any(fault in one for one in faults(Definition(questions=(replace(question, only_if=None),))))


def test_a_survey_that_is_too_long_or_hangs_in_the_air_is_not_asked() -> None:
    assert "Remove 1." in faults(Definition(questions=(*EVERYTHING.questions, replace(EASY, id="q6"))))[0]
    assert "the same" in faults(Definition(questions=(EASY, EASY)))[0]
    assert "depends on" in faults(Definition(questions=(MINUTES, WAITING)))[0]


def test_what_is_missing_is_listed_by_language() -> None:
    gaps = missing(EVERYTHING)
    assert list(gaps) == ["de"]
    assert [slot.key for slot in gaps["de"]][:3] == ["qminut.label", "qeasy1.label", "qeasy1.first"]


@given(definitions(), st.sampled_from(list(LANGUAGES)), words)
def test_a_survey_with_every_text_translated_misses_nothing(definition: Definition, language: str, word: str) -> None:
    done = translate(definition, language, {slot.key: word for slot in slots(definition)})
    assert not missing(done).get(language)
    assert all(said_in(slot.texts, language, "en") == word for slot in slots(done))
    assert [slot.key for slot in slots(done)] == [slot.key for slot in slots(definition)]


def test_an_empty_translation_is_taken_away() -> None:
    undone = translate(EVERYTHING, "de", {"qwait1.label": ""})
    assert undone.questions[0].label == {"en": "How long did you wait?"}


@given(definitions(), definitions())
def test_something_is_said_exactly_if_something_changed(before: Definition, after: Definition) -> None:
    assert changes(before, before) == []
    assert bool(changes(before, after)) == (before != after)


def test_changes_are_told_as_a_person_would() -> None:
    after = replace(
        EVERYTHING,
        faces="words",
        words=False,
        questions=(
            EASY,
            replace(WAITING, label={"en": "Did you wait long?"}),
            replace(USED, only_if=Condition("felt", ("1",))),
        ),
    )
    assert changes(EVERYTHING, after) == [
        "How it felt is chosen by words, no longer by faces.",
        "Their own words are no longer asked for.",
        "Worded anew: “How long did you wait?” is “Did you wait long?”.",
        "Asked only after certain answers: “What did you use?”.",
        "No longer asked: “How many minutes was it?”.",
        "No longer asked: “What did you go without?”.",
        "The questions stand in another order.",
    ]


places = st.builds(
    Place,
    version=st.integers(1, 99),
    team=st.none() | st.integers(1, 3),
    service=st.none() | st.integers(1, 3),
    channel=st.sampled_from(["", "call", "visit"]),
)
in_use = st.lists(places, unique_by=lambda one: (one.team, one.service, one.channel))


@given(
    in_use, st.none() | st.integers(1, 4), st.none() | st.integers(1, 4), st.sampled_from(["", "Call", "visit", "mail"])
)
def test_the_narrowest_place_wins_whatever_the_order(
    found: list[Place], team: int | None, service: int | None, channel: str
) -> None:
    about = {"team": team, "service": service, "channel": channel}
    chosen = choose(found, **about)  # type: ignore[arg-type]
    assert chosen == choose(reversed(found), **about)  # type: ignore[arg-type]
    fitting = [one for one in found if one.holds(**about)]  # type: ignore[arg-type]
    assert (chosen is None) == (not fitting)
    if fitting:
        widest_named = max(one.narrowness for one in fitting)
        assert chosen in {one.version for one in fitting if one.narrowness == widest_named}
        assert len([one for one in fitting if one.narrowness == widest_named]) == 1


def test_of_as_many_names_a_service_is_narrower_than_a_team_and_a_team_than_a_channel() -> None:
    all_three = [
        Place(1),
        Place(2, channel="call"),
        Place(3, team=1),
        Place(4, service=1),
        Place(5, team=1, channel="call"),
    ]
    about = {"team": 1, "service": 1, "channel": "call"}
    assert choose(all_three, **about) == 5  # type: ignore[arg-type]
    assert choose(all_three[:4], **about) == 4  # type: ignore[arg-type]
    assert choose(all_three[:3], **about) == 3  # type: ignore[arg-type]
    assert choose(all_three[:2], **about) == 2  # type: ignore[arg-type]
    assert choose([], **about) is None  # type: ignore[arg-type]
