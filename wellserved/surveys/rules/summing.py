"""What many answers to one's own questions come to: shares and means, each with its range and its n."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from wellserved.measures import Interval, mean, wilson
from wellserved.surveys.rules.definition import Definition, Question, said_in


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those who answered chose this."""

    name: str
    rate: Interval
    count: int
    offered: bool  # still


@dataclass(frozen=True, slots=True)
class Summary:
    """One question, over all the versions it was asked in."""

    question: Question
    label: str
    n: int
    asked_now: bool
    shares: tuple[Share, ...] = ()
    mean: Interval | None = None
    middle: float | None = None  # the median of a number

    @property
    def too_few(self) -> bool:
        return Interval(None, None, None, self.n).too_few


def summaries(newest_first: Sequence[Definition], answers: Iterable[dict[str, Any]]) -> list[Summary]:
    """One for each question that was ever asked, in its latest words; first those that are asked now."""
    latest: dict[str, tuple[Question, Definition]] = {}
    offered_once: dict[str, dict[str, str]] = {}
    for definition in newest_first:
        for question in definition.questions:
            latest.setdefault(question.id, (question, definition))
            names = offered_once.setdefault(question.id, {})
            for option in question.options:
                names.setdefault(option.id, said_in(option.label, definition.language, definition.language))
    given: dict[str, list[Any]] = {question_id: [] for question_id in latest}
    for own in answers:
        for question_id, value in own.items():
            if question_id in given:
                given[question_id].append(value)
    now = {question.id for question in newest_first[0].questions} if newest_first else set()
    return [
        _summary(question, definition, given[question_id], offered_once[question_id], question_id in now)
        for question_id, (question, definition) in latest.items()
    ]


def _summary(
    question: Question, definition: Definition, values: list[Any], names: dict[str, str], asked_now: bool
) -> Summary:
    label, n = said_in(question.label, definition.language, definition.language), len(values)
    if question.kind == "text":
        return Summary(question, label, n, asked_now)
    if question.kind == "number":
        numbers = [float(value) for value in values]
        return Summary(question, label, n, asked_now, mean=mean(numbers), middle=median(numbers) if numbers else None)
    counts = Counter(str(one) for value in values for one in (value if isinstance(value, list) else [value]))
    offered = set(question.values)
    if question.kind == "scale":
        names = {value: value for value in (*question.values, *sorted(set(counts) - offered, key=int))}
    shares = tuple(
        Share(name, wilson(counts[value], n), counts[value], value in offered) for value, name in names.items()
    )
    average = mean([float(value) for value in values]) if question.kind == "scale" else None
    return Summary(question, label, n, asked_now, shares=shares, mean=average)
