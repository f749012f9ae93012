"""Untrusted input into shapes."""

from __future__ import annotations

from typing import Any

from django import forms

from wellserved.kit.languages import LANGUAGES
from wellserved.kit.text import clean_text
from wellserved.wording.rules import LONGEST_AVOID, LONGEST_OFFER


class PhraseForm(forms.Form):
    avoid = forms.CharField(
        label="Words to avoid",
        max_length=LONGEST_AVOID,
        help_text="As somebody would say them. Capitals, accents and the kind of apostrophe do not matter.",
        error_messages={"required": "Write the words to avoid. Nothing was saved."},
    )
    offer = forms.CharField(
        label="Words to offer instead",
        max_length=LONGEST_OFFER,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write what one can say instead: that is what helps. Nothing was saved."},
    )
    language = forms.ChoiceField(label="Language", choices=[])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = list(LANGUAGES.items())  # type: ignore[attr-defined]

    def clean_avoid(self) -> str:
        return " ".join(clean_text(self.cleaned_data["avoid"]).split())

    def clean_offer(self) -> str:
        return " ".join(clean_text(self.cleaned_data["offer"]).split())
