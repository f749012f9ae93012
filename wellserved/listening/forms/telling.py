"""The letter that says what came of a call, and why somebody need not get one."""

from __future__ import annotations

from typing import Any

from django import forms

from wellserved.kit.text import clean_text


class TellingForm(forms.Form):
    words = forms.CharField(
        label="What you write",
        max_length=6_000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="The greeting and your name stand around it by themselves.",
        error_messages={"required": "There is nothing in it. Nothing was kept or sent."},
    )

    def __init__(self, *given: Any, language: str, direction: str, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["words"].widget.attrs.update(lang=language, dir=direction)

    def clean_words(self) -> str:
        return clean_text(self.cleaned_data["words"])


class ExcusingForm(forms.Form):
    reason = forms.CharField(
        label="Why need they not be told?",
        max_length=300,
        help_text="It stays with the round. Such as: I told her at the counter.",
        error_messages={"required": "Say why in a few words. Nothing was changed."},
    )

    def clean_reason(self) -> str:
        return " ".join(clean_text(self.cleaned_data["reason"]).split())


class EndingForm(forms.Form):
    """What is said of those who would have spoken, and were not called; where there are none, nothing is asked."""

    words = forms.CharField(
        label="Why were they not called?",
        max_length=200,
        help_text="One sentence; it stays with their calls.",
        error_messages={"required": "Say why in a few words. The round has not ended."},
    )

    def __init__(self, data: Any = None, *, needed: bool) -> None:
        super().__init__(data)
        self.fields["words"].required = needed

    def clean_words(self) -> str:
        return " ".join(clean_text(self.cleaned_data["words"]).split())
