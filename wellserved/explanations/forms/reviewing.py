"""Handing a page over, and what the second person says."""

from __future__ import annotations

from typing import Any

from django import forms

from wellserved.explanations.forms.writing import Text
from wellserved.people.models import Member


class SubmissionForm(forms.Form):
    reviewer = forms.ModelChoiceField(
        Member.objects.none(),
        label="Who reads it before it goes out?",
        required=False,
        empty_label="Whoever leads the team",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, reviewers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].queryset = reviewers  # type: ignore[attr-defined]


class ReviewForm(forms.Form):
    remarks = Text("Your remarks", 3, help_text="What would you change, and why? Only the writer and you need them.")
    seen = forms.IntegerField(widget=forms.HiddenInput)
    approved = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not found.get("approved") and not found.get("remarks"):
            self.add_error("remarks", "Say what you would change. Nothing was decided.")
        return found
