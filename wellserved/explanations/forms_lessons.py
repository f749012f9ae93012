"""A lesson as somebody writes it, and a word to one."""

from __future__ import annotations

from typing import Any

from django import forms

from wellserved.explanations.actions.lessons import LessonIn
from wellserved.explanations.models import Lesson
from wellserved.explanations.rules.lessons import MOST_LINKS, PROMPTS, links_in
from wellserved.kit.text import clean_text
from wellserved.people.models import Team

LONGEST = 3_000


def _words(label: str, hint: str, required: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST,
        required=bool(required),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": required},
    )


class LessonForm(forms.Form):
    title = forms.CharField(
        label="In one line",
        max_length=120,
        error_messages={"required": "Give it one line that a colleague would stop at. Nothing was lost."},
    )
    meant = _words("What we meant", "How we wanted to help.")
    happened = _words(
        "What happened", "How it was in the end, for them and for us.", "Say what happened. Nothing was lost."
    )
    again = _words("What we would do again", "And what we would not.")
    about = forms.CharField(
        label="What it is about",
        help_text=f"Addresses of explanations or listening rounds, a line each, {MOST_LINKS} at most.",
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    team = forms.ModelChoiceField(
        label="Who reads it", queryset=Team.objects.none(), required=False, empty_label="Everybody who serves here"
    )

    def __init__(self, *args: Any, teams: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["team"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = teams

    def clean_about(self) -> list[str]:
        good, wrong = links_in(self.cleaned_data["about"])
        if wrong:
            raise forms.ValidationError(f"This is no address of an explanation or a round here: {wrong[0][:80]}")
        if len(good) > MOST_LINKS:
            raise forms.ValidationError(f"{MOST_LINKS} links are the most. Keep those that matter.")
        return good

    def given(self, prompt: int) -> LessonIn:
        it = self.cleaned_data
        words = {name: clean_text(it[name]) for name in ("title", "meant", "happened", "again")}
        return LessonIn(**words, about=it["about"], team=it["team"], prompt=prompt if 0 < prompt <= len(PROMPTS) else 0)

    @staticmethod
    def of(lesson: Lesson) -> dict[str, Any]:
        kept = {name: getattr(lesson, name) for name in ("title", "meant", "happened", "again", "team")}
        return {**kept, "about": "\n".join(lesson.about)}


class WordForm(forms.Form):
    words = forms.CharField(
        label="Your word to it",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write a line first. Nothing was posted."},
    )
