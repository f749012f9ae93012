"""What a client said of a page, as one of us writes it down."""

from __future__ import annotations

from django import forms

from wellserved.explanations.rules.landing import MEANS
from wellserved.explanations.shapes import Said
from wellserved.kit.text import clean_text

YES_NO = (("yes", "Yes"), ("no", "No"))


class SaidForm(forms.Form):
    clear = forms.ChoiceField(
        label="Was it clear to them?",
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it was clear to them. Nothing was noted yet."},
    )
    answered = forms.ChoiceField(
        label="Did it answer their question?",
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it answered them. Nothing was noted yet."},
    )
    wish = forms.ChoiceField(
        label="What would suit them better?",
        choices=[("", "It was right as it was"), *((key, words.capitalize()) for key, words in MEANS.items())],
        required=False,
    )
    words = forms.CharField(
        label="In their words", max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    @property
    def said(self) -> Said:
        it = self.cleaned_data
        return Said(it["clear"] == "yes", it["answered"] == "yes", it["wish"], clean_text(it["words"]))
