"""The meeting before a page, and a format made of one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from wellserved.explanations.forms.writing import LABELS, ORDER, Text
from wellserved.explanations.models import Format
from wellserved.explanations.shapes import PageFormat
from wellserved.kit.clock import now
from wellserved.people.models import Member


class MeetingForm(forms.Form):
    starts_at = forms.DateTimeField(
        label="When?",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": "Say when, such as 3 November 2026, 09:10.", "required": "Say when."},
    )
    minutes = forms.IntegerField(label="How many minutes?", min_value=5, max_value=480, initial=30)
    place = forms.CharField(label="Where?", max_length=200, required=False, help_text="A room, or a link to a call.")
    people = forms.ModelMultipleChoiceField(
        Member.objects.none(),
        label="Who should be there?",
        help_text="Those who did the work, whoever answers for the client, and whoever leads the house. Hold Ctrl to "
        "choose several.",
        error_messages={"required": "Choose whom to call. You are there anyway."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Member.objects.filter(left_at=None).order_by("name_key", "id")
        self.fields["people"].queryset = here  # type: ignore[attr-defined]

    def clean_starts_at(self) -> datetime:
        at: datetime = self.cleaned_data["starts_at"]
        if at < now():
            raise forms.ValidationError("That time is over. Choose one to come.")
        return at


class NotesForm(forms.Form):
    notes = Text("What was said?", 8, help_text="It stays in the house. Put what they should read on the timeline.")


class FormatForm(forms.Form):
    name = forms.CharField(label="What is it called?", max_length=80)
    about = forms.CharField(label="For whom is it, and when?", max_length=290, required=False)
    words = forms.IntegerField(label="About how many words?", min_value=40, max_value=600)
    channel = forms.ChoiceField(label="How does it go out?", choices=Format.Channel.choices)
    tone = forms.ChoiceField(label="How does it sound?", choices=Format.Tone.choices)
    everybody = forms.BooleanField(label="Every team may use it", required=False)

    def __init__(self, *args: Any, used: PageFormat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ORDER:
            if name in used.prompts:
                label = f"What should the next writer think of, at “{LABELS[name]}”?"
                initial = used.prompts[name]
                self.fields[f"prompt_{name}"] = forms.CharField(
                    label=label, required=False, max_length=200, initial=initial
                )

    def prompts(self) -> dict[str, str]:
        said = self.cleaned_data.items()
        return {name.removeprefix("prompt_"): words for name, words in said if name.startswith("prompt_")}
