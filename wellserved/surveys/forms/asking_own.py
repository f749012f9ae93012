"""One question of one's own, as it is typed in: its words, its answers, and when it is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms

from wellserved.surveys.forms.editing import OURS, Line
from wellserved.surveys.rules.definition import (
    LONGEST,
    MOST_OPTIONS,
    Condition,
    Definition,
    Option,
    Question,
    Texts,
    said_in,
)
from wellserved.surveys.rules.ids import new_id
from wellserved.surveys.rules.readiness import question_faults
from wellserved.surveys.shapes import ACHIEVED, FACES

KIND_NAMES = {"choice": "A choice", "scale": "A scale", "number": "A number", "text": "A few words"}
KIND_MEANS = {
    "choice": "One answer, or several, of up to ten.",
    "scale": "From one end to the other, in up to eleven steps.",
    "number": "Minutes waited, times called.",
    "text": "Up to 1,000 characters. Somebody reads them, as they read the comment.",
}


class QuestionForm(forms.Form):
    label = Line(
        label="What do you ask?", max_length=LONGEST["question"], widget=forms.TextInput(attrs={"dir": "auto"})
    )

    def __init__(
        self, data: Any = None, *, definition: Definition, kind: str, question: Question | None = None
    ) -> None:
        self.definition, self.kind, self.was = definition, kind, question
        self.base = definition.language
        super().__init__(data, initial=self._initial())
        if kind == "choice":
            self._add_options()
        elif kind == "scale":
            self._add_scale()
        elif kind == "number":
            self._add_bounds()

    @property
    def options(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("option_")]

    @property
    def others(self) -> list[Any]:
        """The fields that are shown one under another, besides the answers to choose from."""
        return [self[name] for name in self.fields if not name.startswith("option_")]

    @property
    def conditions(self) -> list[tuple[str, list[tuple[str, str, bool]]]]:
        """What this question may depend on: each question above, with its answers, ticked or not."""
        chosen = set(self._ticked()) if self.is_bound else _keys(self.was.only_if if self.was else None)
        above = self.definition.before(self.was.id) if self.was else self.definition.questions
        groups = [
            (OURS["achieved"][1], "achieved", [(str(value), name) for value, name in ACHIEVED]),
            (OURS["felt"][1], "felt", [(str(value), name) for value, name in FACES]),
        ]
        groups += [
            (said_in(one.label, self.base, self.base), one.id, self._answers(one)) for one in above if one.values
        ]
        return [
            (label, [(f"{of}:{value}", name, f"{of}:{value}" in chosen) for value, name in answers])
            for label, of, answers in groups
        ]

    @property
    def has_condition(self) -> bool:
        return any(ticked for _, answers in self.conditions for _, _, ticked in answers)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if len({tick.partition(":")[0] for tick in self._ticked()}) > 1:
            self.add_error(None, "It can depend on one question only: tick answers of the same question.")
        if not self.errors:
            for fault in question_faults(self.question(), self.base):
                self.add_error(None, f"This question {fault}")
        return given

    def question(self) -> Question:
        """The question as typed. Translations that were there stay."""
        said = self.cleaned_data
        was = self.was or Question(new_id("q", [one.id for one in self.definition.questions]), self.kind, {})
        question = replace(was, label=self._put(was.label, said["label"]), only_if=self._condition())
        if self.kind == "choice":
            return replace(question, options=self._options_typed(), several=said["several"])
        if self.kind == "scale":
            return replace(
                question,
                first=int(said["first"]),
                last=int(said["last"]),
                first_label=self._put(was.first_label, said["first_label"]),
                last_label=self._put(was.last_label, said["last_label"]),
            )
        if self.kind == "number":
            return replace(question, at_least=said["at_least"], at_most=said["at_most"])
        return question

    def _initial(self) -> dict[str, Any]:
        was, base = self.was, self.base
        if was is None:
            return {"first": "1", "last": "5"}
        initial: dict[str, Any] = {"label": was.label.get(base, ""), "several": was.several}
        initial |= {"first": str(was.first), "last": str(was.last), "at_least": was.at_least, "at_most": was.at_most}
        initial |= {"first_label": was.first_label.get(base, ""), "last_label": was.last_label.get(base, "")}
        return initial | {f"option_{at}": option.label.get(base, "") for at, option in enumerate(was.options)}

    def _add_options(self) -> None:
        for at in range(MOST_OPTIONS):
            self.fields[f"option_{at}"] = Line(
                label=f"Answer {at + 1}", required=False, max_length=LONGEST["option"], widget=_auto()
            )
        self.fields["several"] = forms.BooleanField(label="More than one may be chosen", required=False)

    def _add_scale(self) -> None:
        ends = [(str(at), str(at)) for at in range(11)]
        self.fields["first"] = forms.ChoiceField(label="It begins at", choices=ends[:2])
        self.fields["last"] = forms.ChoiceField(label="It ends at", choices=ends[2:])
        self.fields["first_label"] = Line(
            label="What the low end means", required=False, max_length=LONGEST["end"], widget=_auto()
        )
        self.fields["last_label"] = Line(
            label="What the high end means", required=False, max_length=LONGEST["end"], widget=_auto()
        )

    def _add_bounds(self) -> None:
        for name, label in (("at_least", "The smallest that makes sense"), ("at_most", "The largest that makes sense")):
            self.fields[name] = forms.FloatField(label=label, required=False, min_value=-1e12, max_value=1e12)

    def _options_typed(self) -> tuple[Option, ...]:
        """An answer keeps its id as long as its line is not emptied."""
        was = self.was.options if self.was else ()
        typed: list[Option] = []
        for at in range(MOST_OPTIONS):
            if text := self.cleaned_data[f"option_{at}"]:
                known = was[at] if at < len(was) else Option(new_id("o", [one.id for one in (*was, *typed)]), {})
                typed.append(replace(known, label=self._put(known.label, text)))
        return tuple(typed)

    def _condition(self) -> Condition | None:
        ticked = [tick.partition(":") for tick in self._ticked()]
        return Condition(ticked[0][0], tuple(value for _, _, value in ticked)) if ticked else None

    def _ticked(self) -> list[str]:
        """What was ticked, of what could be."""
        sent = set(self.data.getlist("only_if")) if hasattr(self.data, "getlist") else set()
        above = self.definition.before(self.was.id) if self.was else self.definition.questions
        offered = [f"achieved:{value}" for value, _ in ACHIEVED] + [f"felt:{value}" for value, _ in FACES]
        offered += [f"{one.id}:{value}" for one in above for value in one.values]
        return [tick for tick in offered if tick in sent]

    def _answers(self, question: Question) -> list[tuple[str, str]]:
        if question.kind == "scale":
            return [(value, value) for value in question.values]
        return [(option.id, said_in(option.label, self.base, self.base)) for option in question.options]

    def _put(self, texts: Texts, text: str) -> Texts:
        return {**texts, self.base: text} if text else {}


def _keys(condition: Condition | None) -> set[str]:
    return {f"{condition.of}:{value}" for value in condition.values} if condition else set()


def _auto() -> forms.TextInput:
    return forms.TextInput(attrs={"dir": "auto"})
