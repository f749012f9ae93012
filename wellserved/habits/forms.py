"""Untrusted input into shapes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from wellserved.habits.models import Habit
from wellserved.habits.shapes import FEELINGS, KEPT, HabitIn
from wellserved.kit.text import clean_text
from wellserved.people.models import Team
from wellserved.surveys.models import Survey

LONGEST, MOST_PHRASES, LONGEST_PHRASE = 2_000, 10, 80


class DayInput(forms.DateInput):
    """The browser's own day field."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def _day(label: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=DayInput(),
        help_text=help_text,
        error_messages={"required": "Say which day.", "invalid": "That is not a day, such as 2026-12-01."},
    )


def _words(label: str, rows: int = 3, help_text: str = "", *, required: bool = True) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONGEST, widget=area, help_text=help_text, required=required)


class HabitForm(forms.Form):
    """What the habit is, and from when to when it is tried."""

    name = forms.CharField(
        label="What do you try on?",
        max_length=120,
        help_text="A phrase or a practice, as you would say it: “It’s my pleasure”, or Say what happens next.",
        error_messages={"required": "Say what you try on. Nothing was saved."},
    )
    why = _words("Why?", help_text="What customers said, or what you would like them to feel.")
    how = _words("How does one do it?", help_text="In a sentence or two, with an example.", required=False)
    phrases = _words(
        "Words to look for in letters",
        help_text="One a line. In how many letters they stand is counted for all together, never by person.",
        required=False,
    )
    starts_on = _day("From")
    ends_on = _day("To", "Eight weeks are a good measure. You can decide sooner.")

    def clean_phrases(self) -> list[str]:
        lines = [" ".join(clean_text(line).split()) for line in self.cleaned_data["phrases"].splitlines()]
        lines = [line for line in lines if any(letter.isalnum() for letter in line)]
        if len(lines) > MOST_PHRASES or any(len(line) > LONGEST_PHRASE for line in lines):
            raise forms.ValidationError(f"At most {MOST_PHRASES} lines of {LONGEST_PHRASE} characters each.")
        return lines

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for name in ("name", "why", "how"):
            if name in said:
                said[name] = clean_text(said[name]).strip()
        return said

    def shape(self) -> HabitIn:
        names = HabitIn.__dataclass_fields__
        return HabitIn(**{name: value for name, value in self.cleaned_data.items() if name in names})

    @staticmethod
    def of(habit: Habit) -> dict[str, Any]:
        said = {name: getattr(habit, name) for name in HabitIn.__dataclass_fields__}
        return {**said, "phrases": "\n".join(habit.phrases)}


class StartForm(HabitForm):
    """The same, with the teams that try it and those that wait."""

    tries = forms.ModelMultipleChoiceField(
        label="Who tries it?",
        queryset=Team.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one team. Nothing was saved."},
    )
    others_wait = forms.BooleanField(
        label="All other teams wait",
        required=False,
        initial=True,
        help_text="What it did to felt can only be told beside teams that do not try it meanwhile.",
    )

    def __init__(self, *args: Any, teams: QuerySet[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tries"].queryset = teams  # type: ignore[attr-defined]


class TapForm(forms.Form):
    """One tap, and how it felt."""

    kept = forms.TypedChoiceField(choices=KEPT, coerce=int)
    feeling = forms.TypedChoiceField(choices=FEELINGS, coerce=int, required=False, empty_value=None)
    day = forms.DateField()


class QuestionForm(forms.Form):
    """What customers are asked about it, and with which survey."""

    question = forms.CharField(
        label="What do we ask them?",
        max_length=200,
        help_text="To be answered with yes, partly or no: Did they tell you what happens next?",
        error_messages={"required": "Word the question. Nothing was changed."},
    )
    survey = forms.ModelChoiceField(
        label="In which survey?",
        queryset=Survey.objects.none(),
        empty_label="Choose",
        error_messages={"required": "Choose the survey. Nothing was changed."},
    )

    def __init__(self, *args: Any, surveys: QuerySet[Survey], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["survey"].queryset = surveys  # type: ignore[attr-defined]

    def clean_question(self) -> str:
        return " ".join(clean_text(self.cleaned_data["question"]).split())


class EndingForm(forms.Form):
    """What was decided."""

    ending = forms.ChoiceField(
        label="What do we do with it?",
        choices=Habit.Ending.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one. Nothing was changed."},
    )
    word = _words("Why?", help_text="For whoever asks in a year.")
