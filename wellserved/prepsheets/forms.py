"""What somebody writes on a prep sheet."""

from __future__ import annotations

from typing import Any

from django import forms

from wellserved.interactions.models import Service
from wellserved.kit.text import clean_text
from wellserved.prepsheets.models import PrepText
from wellserved.prepsheets.rules import MOST_QUESTIONS
from wellserved.prepsheets.shapes import SheetText

BLANKS = 3


class StartForm(forms.Form):
    service = forms.ModelChoiceField(Service.objects.none(), label="For which service?", empty_label="Choose")

    def __init__(self, *args: Any, services: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].queryset = services  # type: ignore[attr-defined]


class TextForm(forms.Form):
    """Every question that there is, and three more lines, each with its why."""

    intro = forms.CharField(
        label="In a sentence or two",
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Such as: most of this takes five minutes if you have these at hand.",
    )
    bring = forms.CharField(
        label="What to bring, or have at hand",
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, lines: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = min(lines, MOST_QUESTIONS)
        for i in range(self.lines):
            ask = forms.CharField(label=f"Question {i + 1}", required=i == 0, max_length=300)
            why = forms.CharField(label="Why we ask", required=False, max_length=500)
            self.fields[f"ask_{i}"], self.fields[f"why_{i}"] = ask, why

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"ask_{i}"], self[f"why_{i}"]) for i in range(self.lines)]

    def shape(self) -> SheetText:
        said = {name: clean_text(value).strip() for name, value in self.cleaned_data.items()}
        pairs = ((said[f"ask_{i}"], said[f"why_{i}"]) for i in range(self.lines))
        return SheetText(said["intro"], tuple(pair for pair in pairs if pair[0]), said["bring"])

    @staticmethod
    def of(text: PrepText | None) -> dict[str, Any]:
        if text is None:
            return {}
        found: dict[str, Any] = {"intro": text.intro, "bring": text.bring}
        for i, (ask, why) in enumerate(text.questions):
            found |= {f"ask_{i}": ask, f"why_{i}": why}
        return found


def lines_for(text: PrepText | None, posted: Any = None) -> int:
    """How many lines the form has: those that are filled, and a few more; as many as were sent."""
    if posted:
        return max(
            (int(name[4:]) + 1 for name in posted if name.startswith("ask_") and name[4:].isdecimal()), default=1
        )
    return max(len(text.questions) if text else 0, 2) + BLANKS
