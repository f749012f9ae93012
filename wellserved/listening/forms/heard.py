"""What a member writes back."""

from __future__ import annotations

from django import forms

from wellserved.kit.text import clean_text


class BackForm(forms.Form):
    words = forms.CharField(
        label="Your letter",
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="It leaves by letter, in your name. Your name stands below it by itself.",
        error_messages={"required": "Write a sentence or two. Nothing was sent."},
    )

    def clean_words(self) -> str:
        return clean_text(self.cleaned_data["words"])
