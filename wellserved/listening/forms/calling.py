"""When a member calls, and what they write to a contact."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms

from wellserved.calendars.forms import WEEKDAYS, spans_in
from wellserved.kit.text import clean_text
from wellserved.listening.models import CallingHours


class CallingHoursForm(forms.Form):
    """A line for each weekday, the member's time zone, and how they are reached directly."""

    timezone = forms.ChoiceField(
        label="Your time zone", choices=[(zone, zone) for zone in sorted(available_timezones())]
    )
    direct = forms.CharField(
        label="How people reach you directly",
        max_length=120,
        required=False,
        help_text="A number or an address, such as Ext. 4417. You give it to them at the end of a call.",
    )

    def __init__(self, data: Any = None, *, row: CallingHours) -> None:
        days = {
            f"day_{number}": ", ".join(f"{start}–{end}" for start, end in row.hours.get(str(number), []))
            for number in range(7)
        }
        super().__init__(data, initial={"timezone": row.timezone, "direct": row.direct, **days})
        for number, name in enumerate(WEEKDAYS):
            self.fields[f"day_{number}"] = forms.CharField(label=name, required=False, max_length=80)

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[f"day_{number}"] for number in range(7)]

    def clean(self) -> dict[str, Any]:
        hours = {}
        for number in range(7):
            try:
                hours[str(number)] = spans_in(self.cleaned_data.get(f"day_{number}") or "")
            except ValueError as wrong:
                self.add_error(f"day_{number}", str(wrong))
        if not self.errors and not any(hours.values()):
            raise forms.ValidationError("Give at least one day its hours, or nobody can choose a time.")
        return {
            "hours": hours,
            "timezone": self.cleaned_data.get("timezone"),
            "direct": self.cleaned_data.get("direct"),
        }


class InvitationForm(forms.Form):
    words = forms.CharField(
        label="What you write",
        max_length=1_500,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="The greeting, the link and your name stand around it by themselves.",
        error_messages={"required": "Write a sentence or two. Nothing was sent."},
    )

    def clean_words(self) -> str:
        return clean_text(self.cleaned_data["words"])
