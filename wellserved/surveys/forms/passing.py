"""Bringing a low answer to whoever served."""

from __future__ import annotations

from typing import Any

from django import forms

from wellserved.kit.text import clean_text
from wellserved.people.models import Member


class PassingForm(forms.Form):
    members = forms.TypedMultipleChoiceField(
        label="To whom?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose to whom it goes. Nothing was passed on."},
    )
    what_was_right = forms.CharField(
        label="What was right about it?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="They read this first. There is something: that they stayed, wrote it down, or asked.",
        error_messages={"required": "Say what was right about it: they read that first. Nothing was passed on."},
    )
    words = forms.CharField(
        label="And what you would like to say",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, served: list[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("members", [one.pk for one in served])
        self.fields["members"].choices = [(one.pk, one.name) for one in served]  # type: ignore[attr-defined]

    def clean_what_was_right(self) -> str:
        return clean_text(self.cleaned_data["what_was_right"])

    def clean_words(self) -> str:
        return clean_text(self.cleaned_data["words"])
