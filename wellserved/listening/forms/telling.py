"""The letter that says what came of a call, and why somebody need not get one."""

from __future__ import annotations

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
