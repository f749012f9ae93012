"""Surveys in words, for the people who write them."""

from __future__ import annotations

from wellserved.surveys.rules.definition import Definition, Question, said_in
from wellserved.surveys.shapes import ACHIEVED, FACES


def question_in_short(question: Question, definition: Definition) -> str:
    """ "A choice of Not long, Too long"; "a scale from 1 (Hard) to 7 (Easy)"."""
    base = definition.language
    if question.kind == "choice":
        names = ", ".join(said_in(option.label, base, base) for option in question.options)
        return f"{'Any of' if question.several else 'One of'}: {names}"
    if question.kind == "scale":
        first, last = said_in(question.first_label, base, base), said_in(question.last_label, base, base)
        low = f"{question.first} ({first})" if first else str(question.first)
        return f"A scale from {low} to {f'{question.last} ({last})' if last else question.last}"
    if question.kind == "number":
        bounds = [f"from {question.at_least:g}"] if question.at_least is not None else []
        bounds += [f"up to {question.at_most:g}"] if question.at_most is not None else []
        return " ".join(["A number", *bounds])
    return "In their own words"


def asked_when(question: Question, definition: Definition) -> str:
    """ "Only after “Did you get what you came for?”: No, Partly"; "" if always."""
    condition = question.only_if
    if condition is None:
        return ""
    base = definition.language
    if condition.of in ("achieved", "felt"):
        names = {str(value): name for value, name in (ACHIEVED if condition.of == "achieved" else FACES)}
        above = "Did you get what you came for?" if condition.of == "achieved" else "And how did it feel?"
    else:
        looked_at = definition.question(condition.of)
        above = said_in(looked_at.label, base, base) if looked_at else ""
        names = {one.id: said_in(one.label, base, base) for one in looked_at.options} if looked_at else {}
    return f"Only after “{above}”: {', '.join(names.get(value, value) for value in condition.values)}"
