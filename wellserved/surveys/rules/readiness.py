"""What must be put right before a survey can be asked."""

from __future__ import annotations

from collections.abc import Iterator

from wellserved.surveys.rules.definition import (
    LONGEST,
    MOST_OPTIONS,
    MOST_QUESTIONS,
    Definition,
    Question,
    Texts,
    mended,
    said_in,
)


def faults(definition: Definition) -> list[str]:
    """In plain words; none means that it can be asked."""
    found = []
    over = len(definition.questions) - MOST_QUESTIONS
    if over > 0:
        found.append(
            f"There are {len(definition.questions)} questions of your own, and {MOST_QUESTIONS} fit. Remove {over}."
        )
    if len({question.id for question in definition.questions}) < len(definition.questions):
        found.append("Two questions are the same. Remove one of them.")
    if mended(definition) != definition:
        found.append("A question depends on an answer that is not asked for above it. Look at when it is asked.")
    for question in definition.questions:
        label = said_in(question.label, definition.language, definition.language)
        name = f"“{label}”" if label else "A question without words"
        found += [f"{name} {fault}" for fault in question_faults(question, definition.language)]
    return found


def question_faults(question: Question, base: str) -> Iterator[str]:
    """What is wrong with one question, to be read after its name."""
    if not question.label.get(base):
        yield "is not worded yet."
    if _longest(question.label) > LONGEST["question"]:
        yield f"is longer than {LONGEST['question']} characters."
    if question.kind == "choice":
        yield from _choice_faults(question, base)
    elif question.kind == "scale":
        if not (0 <= question.first < question.last <= 10):
            yield "needs a scale that rises, from 0 or more to 10 at most."
        if max(_longest(question.first_label), _longest(question.last_label)) > LONGEST["end"]:
            yield f"has an end of the scale longer than {LONGEST['end']} characters."
    elif question.at_least is not None and question.at_most is not None and question.at_least >= question.at_most:
        yield "needs a smallest number that is smaller than the largest."


def _choice_faults(question: Question, base: str) -> Iterator[str]:
    names = [option.label.get(base, "").strip().casefold() for option in question.options]
    if len(names) < 2 or not all(names):
        yield "needs at least two answers to choose from."
    elif len(set(names)) < len(names):
        yield "has the same answer twice."
    if len(names) > MOST_OPTIONS:
        yield f"has {len(names)} answers to choose from, and {MOST_OPTIONS} fit."
    if any(_longest(option.label) > LONGEST["option"] for option in question.options):
        yield f"has an answer longer than {LONGEST['option']} characters."


def _longest(texts: Texts) -> int:
    return max(map(len, texts.values()), default=0)
