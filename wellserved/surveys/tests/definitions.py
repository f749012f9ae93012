"""Surveys for tests: one that has everything, and any that could be."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from wellserved.kit.languages import LANGUAGES
from wellserved.surveys.rules.definition import Condition, Definition, Option, Question, mended

WAITING = Question(
    "qwait1",
    "choice",
    {"en": "How long did you wait?", "de": "Wie lange dauerte es?"},
    options=(
        Option("short", {"en": "Not long", "de": "Nicht lange"}),
        Option("long", {"en": "Too long", "de": "Zu lange"}),
    ),
)
MINUTES = Question(
    "qminut",
    "number",
    {"en": "How many minutes was it?"},
    at_least=0,
    at_most=600,
    only_if=Condition("qwait1", ("long",)),
)
EASY = Question(
    "qeasy1",
    "scale",
    {"en": "How easy was it?"},
    first=1,
    last=7,
    first_label={"en": "Hard"},
    last_label={"en": "Easy"},
)
MISSED = Question("qmiss1", "text", {"en": "What did you go without?"}, only_if=Condition("achieved", ("0", "1")))
USED = Question(
    "qused1",
    "choice",
    {"en": "What did you use?"},
    several=True,
    options=(
        Option("web", {"en": "The web page"}),
        Option("tel", {"en": "The phone"}),
        Option("in", {"en": "The desk"}),
    ),
)
EVERYTHING = Definition(
    wording={"achieved": {"en": "Was your visit worth it?", "de": "Hat sich der Besuch gelohnt?"}},
    questions=(WAITING, MINUTES, EASY, MISSED, USED),
)

words = st.text("abc déß中ع", min_size=1, max_size=12).map(str.strip).filter(bool)
texts = st.dictionaries(st.sampled_from(list(LANGUAGES)), words, min_size=1, max_size=3)


@st.composite
def questions(draw: Any, number: int) -> Question:
    kind = draw(st.sampled_from(("choice", "scale", "number", "text")))
    given: dict[str, Any] = {}
    if kind == "choice":
        labels = draw(st.lists(texts, min_size=2, max_size=4))
        given["options"] = tuple(Option(f"o{at}", label) for at, label in enumerate(labels))
        given["several"] = draw(st.booleans())
    elif kind == "scale":
        given = {"first": draw(st.sampled_from((0, 1))), "last": draw(st.integers(2, 10)), "first_label": draw(texts)}
    elif kind == "number":
        given = {"at_least": draw(st.none() | st.integers(-5, 5).map(float))}
    of = draw(st.sampled_from(["", "achieved", "felt", *(f"q{at}" for at in range(5))]))
    if of:
        values = st.sampled_from(["0", "1", "2", "3", "o0", "o1"])
        given["only_if"] = Condition(of, tuple(sorted(draw(st.sets(values, min_size=1, max_size=3)))))
    return Question(f"q{number}", kind, draw(texts), **given)


@st.composite
def definitions(draw: Any) -> Definition:
    """Any survey that the editor could make."""
    count = draw(st.integers(0, 5))
    return mended(
        Definition(
            language=draw(st.sampled_from(list(LANGUAGES))),
            faces=draw(st.sampled_from(("icons", "words", "numbers"))),
            qualities=draw(st.booleans()),
            words=draw(st.booleans()),
            wording=draw(st.dictionaries(st.sampled_from(("title", "achieved", "felt", "words")), texts, max_size=2)),
            questions=tuple(draw(questions(number)) for number in range(count)),
        )
    )
