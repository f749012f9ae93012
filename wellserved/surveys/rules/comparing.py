"""What is different between two versions of a survey, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from wellserved.surveys.rules.definition import Definition, Question, said_in
from wellserved.surveys.rules.translating import WHERE

FACES_SAID = {"icons": "faces", "words": "words", "numbers": "numbers"}


def changes(before: Definition, after: Definition) -> list[str]:
    """One sentence for each thing that is different; none, if nothing is."""
    return [*_frame(before, after), *_questions(before, after)]


def _frame(before: Definition, after: Definition) -> Iterator[str]:
    if before.language != after.language:
        yield f"It is written in another language ({after.language})."
    if before.faces != after.faces:
        yield f"How it felt is chosen by {FACES_SAID[after.faces]}, no longer by {FACES_SAID[before.faces]}."
    for name, what in (("qualities", "The qualities"), ("words", "Their own words")):
        if getattr(before, name) != getattr(after, name):
            yield f"{what} {'are asked for' if getattr(after, name) else 'are no longer asked for'}."
    for key, where in WHERE.items():
        if before.wording.get(key, {}) != after.wording.get(key, {}):
            now = said_in(after.wording.get(key, {}), after.language, after.language)
            yield f"{where}: “{now}”." if now else f"{where}: our own wording again."


def _questions(before: Definition, after: Definition) -> Iterator[str]:
    known = {question.id: question for question in before.questions}
    for question in after.questions:
        name = _name(question, after)
        if question.id not in known:
            yield f"Asked from now on: {name}."
        elif question != known[question.id]:
            yield from _one(known[question.id], question, name, before, after)
    kept = {question.id for question in after.questions}
    for question in before.questions:
        if question.id not in kept:
            yield f"No longer asked: {_name(question, before)}."
    order = [question.id for question in before.questions if question.id in kept]
    if order != [question.id for question in after.questions if question.id in known]:
        yield "The questions stand in another order."


def _one(was: Question, now: Question, name: str, before: Definition, after: Definition) -> Iterator[str]:
    if said_in(was.label, before.language, before.language) != said_in(now.label, after.language, after.language):
        yield f"Worded anew: {_name(was, before)} is {name}."
    elif was.label != now.label:
        yield f"Translated: {name}."
    if was.options != now.options or was.several != now.several:
        yield f"Other answers to choose from: {name}."
    if (was.first, was.last, was.first_label, was.last_label) != (now.first, now.last, now.first_label, now.last_label):
        yield f"Another scale: {name}."
    if (was.at_least, was.at_most) != (now.at_least, now.at_most):
        yield f"Other bounds: {name}."
    if was.only_if != now.only_if:
        yield f"Asked {'only after certain answers' if now.only_if else 'always'}: {name}."


def _name(question: Question, definition: Definition) -> str:
    return f"“{said_in(question.label, definition.language, definition.language)}”"
