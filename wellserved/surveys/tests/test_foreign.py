"""Surveys of other products: what becomes of them, what is left out and said so, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellserved.surveys.foreign import conditions
from wellserved.surveys.foreign.reading import read_foreign
from wellserved.surveys.foreign.shapes import Foreign, UnreadableError, our_language, plain
from wellserved.surveys.rules.definition import (
    Condition,
    Definition,
    Question,
    mended,
    read_definition,
    write_definition,
)
from wellserved.surveys.rules.readiness import faults

SAMPLES = Path(__file__).parent / "samples"


def sample(name: str) -> Foreign:
    return read_foreign((SAMPLES / name).read_bytes())


def named(foreign: Foreign, code: str) -> Question:
    return next(one.question for one in foreign.found if one.code == code)


def labels(question: Question, language: str = "en") -> list[str]:
    return [option.label[language] for option in question.options]


def the_rest(foreign: Foreign) -> list[str]:
    return [f"{one.code}: {note}" for one in foreign.found for note in one.notes]


def test_a_tab_separated_survey_of_limesurvey() -> None:
    foreign = sample("limesurvey.txt")
    assert (foreign.title, foreign.language, foreign.format) == ("Help desk survey 2026", "en", "LimeSurvey (.txt)")
    assert [(one.code, one.question.kind) for one in foreign.found] == [
        ("waited", "choice"),
        ("minutes", "number"),
        ("easy", "scale"),
        ("used", "choice"),
        ("again", "choice"),
        ("more", "text"),
    ]
    waited, minutes, used = named(foreign, "waited"), named(foreign, "minutes"), named(foreign, "used")
    assert waited.label == {"en": "How long did you wait?", "de": "Wie lange hast du gewartet?"}
    assert (labels(waited), labels(waited, "de")) == (["Not long", "Too long"], ["Nicht lange", "Zu lange"])
    assert (minutes.at_least, minutes.at_most) == (0, 600)
    assert minutes.only_if == Condition(waited.id, (waited.options[1].id,))
    assert (used.several, labels(used), used.only_if) == (True, ["The web page", "The phone"], None)
    assert labels(named(foreign, "again"), "ar") == ["نعم", "لا"]


def test_what_limesurvey_has_and_we_have_not_is_said() -> None:
    foreign = sample("limesurvey.txt")
    assert foreign.left_out == [
        "“Please rate each”: an array has no equivalent here.",
        "“Thank you for your time”: a text without a question has no equivalent here.",
    ]
    assert the_rest(foreign) == [
        "waited: its help text is left out",
        "waited: it had to be answered there; here every question may be left out",
        "waited: “Other”, with room for words, is left out",
        "used: when it is asked could not be taken over; it is always asked",
    ]


def test_an_archive_of_limesurvey_is_read_in_its_order() -> None:
    foreign = sample("limesurvey.lss")
    assert (foreign.title, foreign.language) == ("Help desk, autumn", "en")
    assert [one.code for one in foreign.found] == ["waited", "used", "what"]
    waited = named(foreign, "waited")
    assert waited.label["de"] == "Wie lange dauerte es?"
    assert labels(waited) == ["Not long", "A little", "Too long"]
    assert labels(named(foreign, "used")) == ["The web page", "The phone"]
    assert named(foreign, "what").only_if == Condition(waited.id, tuple(one.id for one in waited.options[1:]))
    assert foreign.left_out[0].startswith("Group 2: the condition of the whole group is left out")
    assert foreign.left_out[1].startswith("“A picture of it”: a file upload")
    assert "used: the comment beside it is left out" in the_rest(foreign)


def test_the_older_archives_hold_their_texts_in_the_rows() -> None:
    old = b"""<document><LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>178</DBVersion>
    <surveys><rows><row><sid>1</sid><language>de</language></row></rows></surveys>
    <questions><rows><row><qid>1</qid><parent_qid>0</parent_qid><gid>1</gid><type>L</type><title>q1</title>
    <question>Wie lange?</question><language>de</language><question_order>1</question_order></row></rows></questions>
    <answers><rows><row><qid>1</qid><code>a</code><answer>Kurz</answer><sortorder>1</sortorder><language>de</language>
    </row><row><qid>1</qid><code>b</code><answer>Lang</answer><sortorder>2</sortorder><language>de</language></row>
    </rows></answers></document>"""
    foreign = read_foreign(old)
    assert foreign.language == "de"
    assert labels(foreign.found[0].question, "de") == ["Kurz", "Lang"]


def test_a_survey_of_surveyjs() -> None:
    foreign = sample("surveyjs.json")
    assert foreign.title == "After the visit"
    assert [(one.code, one.question.kind) for one in foreign.found] == [
        ("waited", "choice"),
        ("minutes", "number"),
        ("easy", "scale"),
        ("again", "choice"),
        ("why", "text"),
        ("used", "choice"),
    ]
    waited, easy, again = named(foreign, "waited"), named(foreign, "easy"), named(foreign, "again")
    assert waited.options[0].label == {"en": "Not long", "de": "Nicht lange"}
    assert named(foreign, "minutes").only_if == Condition(waited.id, tuple(one.id for one in waited.options[1:]))
    assert (easy.first, easy.last, easy.first_label, easy.last_label) == (0, 10, {"en": "Hard"}, {"en": "Easy"})
    assert labels(again) == ["Gladly", "No"]
    assert named(foreign, "why").only_if == Condition(again.id, (again.options[1].id,))


def test_what_surveyjs_has_and_we_have_not_is_said() -> None:
    foreign = sample("surveyjs.json")
    assert foreign.left_out == [
        "Triggers: this has no equivalent here.",
        "“Please rate each”: a matrix has no equivalent here.",
        "“How many stars?”: our scales go from 0 or 1 up to 10 at most, step by step.",
        "“Which day was it?”: a field for a date has no equivalent here.",
        "“bye”: a text without a question has no equivalent here.",
        "“Which building?”: its answers come from elsewhere.",
    ]
    assert the_rest(foreign) == [
        "waited: it had to be answered there; here every question may be left out",
        "waited: “Other” and comments beside it are left out",
        "easy: when it is asked could not be taken over; it is always asked",
        "why: its description is left out",
    ]


@pytest.mark.parametrize("name", ["limesurvey.txt", "limesurvey.lss", "surveyjs.json"])
def test_what_was_brought_along_can_be_asked(name: str) -> None:
    foreign = sample(name)
    definition = Definition(language=foreign.language, questions=tuple(one.question for one in foreign.found)[:5])
    assert mended(definition) == definition
    assert read_definition(write_definition(definition)) == definition
    assert faults(definition) == []


BILLION_LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;">]>
<document><LimeSurveyDocType>&lol2;</LimeSurveyDocType></document>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><document>&x;</document>"""


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "It is empty."),
        (BILLION_LAUGHS, "they can be used to do harm"),
        (OUTSIDE, "they can be used to do harm"),
        (b"<document><unclosed></document>", "no well-formed XML"),
        (b"<html><body>Not found</body></html>", "not a survey of LimeSurvey"),
        (b"<document><LimeSurveyDocType>Group</LimeSurveyDocType></document>", "not a survey of LimeSurvey"),
        (b'{"pages": ', "no well-formed JSON"),
        (b"[1, 2]", "not a survey of SurveyJS"),
        (b'{"name": "Bea"}', "neither pages nor elements"),
        (b"[" * 100_000, "no well-formed JSON"),
        (b"name,email\nBea,bea@biology.example", "does not name the columns"),
        (b"class\xff\xfe", "not in UTF-8"),
        (b"x" * 2_000_001, "larger than 2 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_in_plain_words(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read_foreign(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["type", "name", "title", "choices", "elements", "pages", "visibleIf", "rateMax", "min", "value"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@given(st.lists(JSON, max_size=4), JSON)
def test_no_json_makes_it_stumble(elements: object, title: object) -> None:
    foreign = read_foreign(json.dumps({"title": title, "elements": elements, "locale": title}).encode())
    for one in foreign.found:
        definition = mended(Definition(language=foreign.language, questions=(one.question,)))
        assert read_definition(json.loads(json.dumps(write_definition(definition)))) == definition


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: ("class\ttype/scale\tname\ttext\n" + text).encode("utf-8", "replace"))
)
def test_no_bytes_make_it_stumble(data: bytes) -> None:
    try:
        read_foreign(data)
    except UnreadableError as refused:
        assert str(refused).endswith(".")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ('Q1.NAOK == "A1"', ("Q1", ("A1",))),
        ('((Q1.NAOK == "A1" or Q1.NAOK == "A2"))', ("Q1", ("A1", "A2"))),
        ('(Q1 == "A1") || (Q1 == "A2")', ("Q1", ("A1", "A2"))),
        ("easy.NAOK == 5", ("easy", ("5",))),
        ('Q1.NAOK == "A1" or Q2.NAOK == "A2"', None),
        ('Q1.NAOK == "A1" and Q1.NAOK == "A2"', None),
        ('Q1.NAOK != "A1"', None),
        ("is_empty(Q1)", None),
    ],
)
def test_conditions_of_limesurvey(text: str, read: object) -> None:
    assert conditions.read_lime(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("{q} = 'a'", ("q", ("a",))),
        ("{q} == 5", ("q", ("5",))),
        ("{q} anyof ['a', 'b'] or {q} = 'c'", ("q", ("a", "b", "c"))),
        ("{again} = false", ("again", ("false",))),
        ("{q} <> 'a'", None),
        ("{q} notempty", None),
        ("{a} = 1 or {b} = 2", None),
        ("{a} = 1 and {a} = 2", None),
    ],
)
def test_conditions_of_surveyjs(text: str, read: object) -> None:
    assert conditions.read_surveyjs(text) == read


def test_texts_lose_their_markup_and_languages_find_ours() -> None:
    assert plain("<p>Voil&agrave;&nbsp;<b>now</b><script>alert(1)</script>\n<!-- x --></p>") == "Voilà now"
    found = [our_language(code) for code in ("de-informal", "pt_PT", "zh-Hans", "zh-Hant-TW", "it", "ar")]
    assert found == ["de", "pt-br", "zh-hans", None, None, "ar"]
