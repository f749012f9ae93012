"""What an admin says before somebody is forgotten."""

from __future__ import annotations

from typing import Any

from django import forms

from wellserved.people.models import Contact
from wellserved.people.rules import fold

WAYS = [
    ("words", "Everything goes: who they are, and what they said"),
    ("name", "Who they are goes; what they said stays, as somebody’s"),
]

REASONS = [
    ("", "Choose …"),
    ("asked", "They asked for it"),
    ("left", "They left their organisation, or it left us"),
    ("kept_too_long", "We have kept it long enough"),
    ("mistake", "They should never have been in here"),
]
BY_HAND = {"autocomplete": "off", "spellcheck": "false"}


class ForgettingForm(forms.Form):
    """How much goes, and the name once more, typed by hand."""

    way = forms.ChoiceField(label="What is to go?", choices=WAYS, initial="words", widget=forms.RadioSelect)
    why = forms.ChoiceField(label="Why?", choices=REASONS, help_text="The journal keeps it; it keeps no name.")
    typed = forms.CharField(max_length=300, widget=forms.TextInput(attrs=BY_HAND))

    def __init__(self, *args: Any, contact: Contact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = contact.email or contact.name
        self.fields["typed"].label = f"Type {self.words} here, so that it is not somebody else"

    def clean_typed(self) -> str:
        typed = str(self.cleaned_data["typed"])
        if fold(typed) != fold(self.words):
            raise forms.ValidationError(f"This is not {self.words}. Nothing was changed.")
        return typed
