"""A quote grown into a story."""

from __future__ import annotations

from typing import Any

from django import forms

from wellserved.kit.text import clean_text
from wellserved.listening.forms.meeting import one_line
from wellserved.listening.models import Story


class StoryForm(forms.Form):
    """A few sentences about one quote. Nobody is named unless they agreed, and somebody says how we know."""

    title = forms.CharField(
        label="A title", max_length=120, error_messages={"required": "Give it a title. Nothing was saved."}
    )
    text = forms.CharField(
        label="The story",
        max_length=900,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="A few sentences: what happened, what they said, what became of it.",
        error_messages={
            "required": "Tell it in a few sentences. Nothing was saved.",
            "max_length": "A story has 900 characters at most. What you wrote still stands here; nothing was saved.",
        },
    )
    named = forms.BooleanField(
        label="They agreed to be named in it",
        required=False,
        help_text="Otherwise it says “somebody we serve”, and not where they work.",
    )
    consent_words = forms.CharField(
        label="How do we know?",
        max_length=200,
        required=False,
        help_text="Such as: said so on the phone on 3 December.",
    )

    def __init__(self, data: Any = None, *, story: Story, can_be_named: bool) -> None:
        named = story.contact_id is not None
        start = {"title": story.title, "text": story.text, "named": named, "consent_words": story.consent_words}
        super().__init__(data, initial=start)
        if not can_be_named:
            del self.fields["named"], self.fields["consent_words"]

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])

    def clean_text(self) -> str:
        return clean_text(self.cleaned_data["text"])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("named") and not one_line(given.get("consent_words", "")):
            self.add_error("consent_words", "Say how we know that they agreed. Nothing was saved.")
        return given
