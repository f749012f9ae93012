"""What a survey asks: the two questions always, then what somebody here added. Read from JSON, and written to it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from wellserved.kit.languages import LANGUAGES

Texts = Mapping[str, str]  # language → text
MOST_QUESTIONS = 5
MOST_OPTIONS = 10
LONGEST = {"question": 200, "option": 80, "end": 40}
KINDS = ("choice", "scale", "number", "text")
FACES_AS = ("icons", "words", "numbers")
WORDINGS = ("title", "achieved", "felt", "high", "low", "words")  # what may be said in one's own words
_ID = re.compile(r"[a-z0-9]{1,16}")  # it stands in the page's style sheet and in the names of its fields
CORE: dict[str, tuple[str, ...]] = {"achieved": ("0", "1", "2"), "felt": ("1", "2", "3", "4", "5")}


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to a choice. Its id stays when its words change."""

    id: str
    label: Texts


@dataclass(frozen=True, slots=True)
class Condition:
    """Ask only if `of` ("achieved", "felt", or an earlier question's id) was answered with one of these."""

    of: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question of one's own. Its id stays from version to version, so that answers can be added up."""

    id: str
    kind: str
    label: Texts
    options: tuple[Option, ...] = ()  # of a choice
    several: bool = False
    first: int = 1  # the ends of a scale …
    last: int = 5
    first_label: Texts = field(default_factory=dict)  # … and what they are called
    last_label: Texts = field(default_factory=dict)
    at_least: float | None = None  # the bounds of a number
    at_most: float | None = None
    only_if: Condition | None = None

    @property
    def values(self) -> tuple[str, ...]:
        """What a later question may depend on."""
        if self.kind == "choice":
            return tuple(option.id for option in self.options)
        return tuple(map(str, range(self.first, self.last + 1))) if self.kind == "scale" else ()


@dataclass(frozen=True, slots=True)
class Definition:
    """A survey as it is asked."""

    language: str = "en"  # the one it was written in
    faces: str = "icons"
    qualities: bool = True
    words: bool = True
    wording: Mapping[str, Texts] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    stale: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # texts reworded since: slot → languages

    def question(self, question_id: str) -> Question | None:
        return next((one for one in self.questions if one.id == question_id), None)

    def before(self, question_id: str) -> tuple[Question, ...]:
        """The questions above this one; all of them, if it is not there yet."""
        ids = [one.id for one in self.questions]
        return self.questions[: ids.index(question_id)] if question_id in ids else self.questions


PLAIN = Definition()


def said_in(texts: Texts, language: str, base: str) -> str:
    """In this language, else in the one it was written in."""
    return texts.get(language) or texts.get(base) or next(iter(texts.values()), "")


def read_definition(stored: Mapping[str, Any]) -> Definition:
    """A definition from its JSON. Raises ValueError for what this product did not write."""
    try:
        return Definition(
            language=_one_of(stored.get("language", "en"), tuple(LANGUAGES)),
            faces=_one_of(stored.get("faces", "icons"), FACES_AS),
            qualities=bool(stored.get("qualities", True)),
            words=bool(stored.get("words", True)),
            wording={_one_of(key, WORDINGS): _texts(texts) for key, texts in stored.get("wording", {}).items()},
            questions=tuple(_question(one) for one in stored.get("questions", ())),
            stale={
                str(key): tuple(_one_of(language, tuple(LANGUAGES)) for language in languages)
                for key, languages in stored.get("stale", {}).items()
            },
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("this is no survey") from error


def write_definition(definition: Definition) -> dict[str, Any]:
    """The JSON of a definition: only what is said."""
    stale = {"stale": {key: list(languages) for key, languages in definition.stale.items()}} if definition.stale else {}
    return {
        **stale,
        "language": definition.language,
        "faces": definition.faces,
        "qualities": definition.qualities,
        "words": definition.words,
        "wording": {key: dict(texts) for key, texts in definition.wording.items() if any(texts.values())},
        "questions": [_written(question) for question in definition.questions],
    }


def mended(definition: Definition) -> Definition:
    """Without conditions on what is not there, or not above: after something was removed or moved."""
    known = dict(CORE)
    questions = []
    for question in definition.questions:
        condition = question.only_if
        if condition is not None:
            values = tuple(value for value in condition.values if value in known.get(condition.of, ()))
            condition = Condition(condition.of, values) if values else None
            question = replace(question, only_if=condition)
        questions.append(question)
        known[question.id] = question.values
    return replace(definition, questions=tuple(questions))


def _question(stored: Mapping[str, Any]) -> Question:
    condition = stored.get("only_if")
    return Question(
        id=_id(stored["id"]),
        kind=_one_of(stored["kind"], KINDS),
        label=_texts(stored["label"]),
        options=tuple(Option(_id(one["id"]), _texts(one["label"])) for one in stored.get("options", ())),
        several=bool(stored.get("several", False)),
        first=int(stored.get("first", 1)),
        last=int(stored.get("last", 5)),
        first_label=_texts(stored.get("first_label", {})),
        last_label=_texts(stored.get("last_label", {})),
        at_least=_number(stored.get("at_least")),
        at_most=_number(stored.get("at_most")),
        only_if=Condition(_id(condition["of"]), tuple(map(_id, condition["values"]))) if condition else None,
    )


def _written(question: Question) -> dict[str, Any]:
    written: dict[str, Any] = {"id": question.id, "kind": question.kind, "label": dict(question.label)}
    if question.kind == "choice":
        written["options"] = [{"id": option.id, "label": dict(option.label)} for option in question.options]
        written["several"] = question.several
    elif question.kind == "scale":
        written |= {"first": question.first, "last": question.last}
        written |= {"first_label": dict(question.first_label), "last_label": dict(question.last_label)}
    elif question.kind == "number":
        written |= {"at_least": question.at_least, "at_most": question.at_most}
    if question.only_if:
        written["only_if"] = {"of": question.only_if.of, "values": list(question.only_if.values)}
    return written


def _id(stored: Any) -> str:
    if not _ID.fullmatch(str(stored)):
        raise ValueError(f"{stored!r} is no id")
    return str(stored)


def _texts(stored: Mapping[str, Any]) -> dict[str, str]:
    return {_one_of(language, tuple(LANGUAGES)): str(text) for language, text in stored.items() if str(text).strip()}


def _number(stored: Any) -> float | None:
    return None if stored is None else float(stored)


def _one_of(value: Any, allowed: Sequence[str]) -> str:
    if value not in allowed:
        raise ValueError(f"{value!r} is none of {', '.join(allowed)}")
    return str(value)
