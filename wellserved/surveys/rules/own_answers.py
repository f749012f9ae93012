"""What counts of the answers to own questions: what was asked, of what was sent, as the branches say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from wellserved.kit.text import clean_text
from wellserved.surveys.rules.definition import Condition, Definition, Question, said_in

PREFIX = "own-"  # of the fields on the page
LONGEST_TEXT = 1_000
LARGEST_NUMBER = 1e12
Own = dict[str, Any]  # question id → option id, list of them, number, or text


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with the answer to a question; surveys/saying.py puts it into words."""

    question: Question
    what: str  # digits, counted, at_least, at_most, too_long
    number: float = 0


def read_own(
    definition: Definition,
    fields: Mapping[str, Sequence[str]],
    *,
    achieved: int | None,
    felt: int | None,
) -> tuple[Own, Wrong | None]:
    """The answers that count, and what is wrong with the first that cannot be taken (None if nothing).

    A question that the answers above it leave out is not asked: whatever was sent for it is nothing. So a page that
    shows every branch (a browser without style sheets) and one that hides them come to the same.
    """
    own: Own = {}
    problem: Wrong | None = None
    for question in definition.questions:
        if not asked(question.only_if, own, achieved=achieved, felt=felt):
            continue
        value, wrong = _read(question, fields.get(PREFIX + question.id, ()))
        problem = problem or wrong
        if value is not None:
            own[question.id] = value
    return own, problem


def asked(condition: Condition | None, own: Mapping[str, Any], *, achieved: int | None, felt: int | None) -> bool:
    """Whether a question with this condition is asked after these answers."""
    if condition is None:
        return True
    if condition.of in ("achieved", "felt"):
        given = achieved if condition.of == "achieved" else felt
    else:
        given = own.get(condition.of)
    if isinstance(given, list):
        return any(str(one) in condition.values for one in given)
    return given is not None and str(given) in condition.values


def chain(definition: Definition, question: Question) -> list[Condition]:
    """All that must hold for a question to be asked: its own condition, then that of the question it looks at …"""
    conditions: list[Condition] = []
    condition = question.only_if
    while condition is not None and len(conditions) <= len(definition.questions):
        conditions.append(condition)
        above = definition.question(condition.of)
        condition = above.only_if if above else None
    return conditions


def in_words(question: Question, value: Any, language: str, base: str) -> str:
    """An answer as one would say it."""
    if question.kind == "choice":
        names = {option.id: said_in(option.label, language, base) for option in question.options}
        return ", ".join(names.get(one, str(one)) for one in (value if isinstance(value, list) else [value]))
    if question.kind == "scale":
        return f"{value} of {question.last}"
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def texts_in(definition: Definition, own: Mapping[str, Any]) -> list[str]:
    """What was written in own words, for whoever reads it: each with its question."""
    return [
        f"{said_in(question.label, definition.language, definition.language)}\n{own[question.id]}"
        for question in definition.questions
        if question.kind == "text" and own.get(question.id)
    ]


def _read(question: Question, sent: Sequence[str]) -> tuple[Any, Wrong | None]:
    if question.kind == "choice":
        chosen = [option.id for option in question.options if option.id in sent]
        if question.several:
            return chosen or None, None
        return (chosen[0] if chosen else None), None
    given = clean_text(sent[0]) if sent else ""
    if not given:
        return None, None
    if question.kind == "scale":
        return (int(given) if given in question.values else None), None
    return _read_number(question, given) if question.kind == "number" else _read_text(question, given)


def _read_number(question: Question, given: str) -> tuple[float | None, Wrong | None]:
    try:
        number = float(given.replace(" ", "").replace("٫", ".").replace(",", "."))
    except ValueError:
        return None, Wrong(question, "digits")
    if not isfinite(number) or abs(number) > LARGEST_NUMBER:
        return None, Wrong(question, "counted")
    if question.at_least is not None and number < question.at_least:
        return None, Wrong(question, "at_least", question.at_least)
    if question.at_most is not None and number > question.at_most:
        return None, Wrong(question, "at_most", question.at_most)
    return (int(number) if number == int(number) else number), None


def _read_text(question: Question, given: str) -> tuple[str | None, Wrong | None]:
    over = len(given) - LONGEST_TEXT
    if over > 0:
        return None, Wrong(question, "too_long", over)
    return given, None
