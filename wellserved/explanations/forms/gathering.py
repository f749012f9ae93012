"""Evidence: lines picked, and lines written by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings

from wellserved.explanations.actions.gathering import LONGEST, Line
from wellserved.explanations.models import Evidence
from wellserved.kit.clock import local
from wellserved.kit.text import clean_text


class LineForm(forms.Form):
    """What no system knows."""

    at = forms.DateTimeField(
        label="When was it?",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": "Say when, such as 3 November 2026, 09:10.", "required": "Say when it was."},
    )
    sentence = forms.CharField(
        label="What happened?", max_length=LONGEST, error_messages={"required": "Say what happened."}
    )
    minutes = forms.IntegerField(label="How many minutes did it take?", required=False, min_value=1, max_value=60_000)

    def clean_at(self) -> datetime:
        at: datetime = self.cleaned_data["at"]
        return at

    def clean_sentence(self) -> str:
        said = clean_text(self.cleaned_data["sentence"])
        if not said:
            raise forms.ValidationError("Say what happened.")
        return said


class PictureForm(forms.Form):
    picture = forms.FileField(
        label="A picture",
        help_text="JPEG, PNG, WebP or HEIC, up to 12 MB. It is drawn anew, and says nothing of where it was taken.",
        error_messages={"required": "Choose a picture.", "empty": "This file is empty."},
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/heic,image/heif"}),
    )
    words = forms.CharField(
        label="What does it show?",
        max_length=200,
        help_text="In a sentence: it stands below the picture, and is read aloud to who cannot see it.",
        error_messages={"required": "Say what it shows."},
    )

    def clean_words(self) -> str:
        said = clean_text(self.cleaned_data["words"])
        if not said:
            raise forms.ValidationError("Say what it shows.")
        return said


def read_lines(posted: Mapping[str, Any], evidence: list[Evidence]) -> dict[int, Line]:
    """What the timeline's form says: a tick, and words, for each line that it showed."""
    shown = [one for one in evidence if f"words_{one.pk}" in posted]
    return {one.pk: Line(f"pick_{one.pk}" in posted, str(posted[f"words_{one.pk}"])[:1000]) for one in shown}


def local_moment(moment: datetime) -> datetime:
    """On the installation's clock, as its forms have it."""
    return local(moment, "", settings.TIME_ZONE)
