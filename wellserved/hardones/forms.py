"""Untrusted input into shapes."""

from __future__ import annotations

from django import forms

from wellserved.kit.text import clean_text
from wellserved.promises.forms import PromiseForm, when_field


class WordForm(forms.Form):
    word = forms.CharField(
        label="What made it hard?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Only if you like. It is read by nobody but the one you asked, and whom they report to.",
    )

    def clean_word(self) -> str:
        return clean_text(self.cleaned_data["word"])


class SupportForm(PromiseForm):
    due_at = when_field("By when?")
