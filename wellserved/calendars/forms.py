"""Untrusted input into shapes."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import Any
from zoneinfo import available_timezones

from django import forms

from wellserved.calendars.models import WorkCalendar
from wellserved.calendars.places import country_choices, parts_of
from wellserved.calendars.shapes import minutes

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SPAN = re.compile(r"^(\d{1,2}(?::\d{2})?)\s*(?:-|–|—|to|until)\s*(\d{1,2}(?::\d{2})?)$")


class HoursForm(forms.Form):
    """Working hours: a line for each weekday, the place, and further days off."""

    timezone = forms.ChoiceField(label="Time zone", choices=[(zone, zone) for zone in sorted(available_timezones())])
    country = forms.ChoiceField(
        label="Public holidays of", required=False, choices=[("", "Nowhere"), *country_choices()]
    )
    subdivision = forms.ChoiceField(label="And of its part", required=False)
    closed_days = forms.CharField(
        label="Further days off",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One day a line, such as 2026-12-31.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, name in enumerate(WEEKDAYS):
            self.fields[f"day_{number}"] = forms.CharField(label=name, required=False, max_length=80)
        country = self.data.get("country") if self.is_bound else self.initial.get("country")
        parts = parts_of(str(country or ""))
        subdivision = self.fields["subdivision"]
        if isinstance(subdivision, forms.ChoiceField):
            subdivision.choices = [("", "All of it"), *parts]
        if self.is_bound and self.data.get("subdivision") not in dict(parts):
            self.data = {**{key: self.data.get(key) for key in self.data}, "subdivision": ""}
        if not parts:
            del self.fields["subdivision"]

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[f"day_{number}"] for number in range(7)]

    @property
    def place(self) -> list[forms.BoundField]:
        return [self[name] for name in ("timezone", "country", "subdivision", "closed_days") if name in self.fields]

    def clean_closed_days(self) -> list[str]:
        found = set()
        for line in self.cleaned_data["closed_days"].split():
            try:
                found.add(date.fromisoformat(line.strip(",;")).isoformat())
            except ValueError:
                raise forms.ValidationError(f"“{line[:20]}” is not a day such as 2026-12-31.") from None
        return sorted(found)

    def clean(self) -> dict[str, Any]:
        hours = {}
        for number in range(7):
            try:
                hours[str(number)] = spans_in(self.cleaned_data.get(f"day_{number}") or "")
            except ValueError as wrong:
                self.add_error(f"day_{number}", str(wrong))
        if not self.errors and not any(hours.values()):
            raise forms.ValidationError("Somebody has to work at some time. Give at least one day its hours.")
        return {**self.cleaned_data, "hours": hours}


def spans_in(text: str) -> list[list[str]]:
    """ "9-12, 13:00–17:30" as [["09:00", "12:00"], ["13:00", "17:30"]]; empty for a day off."""
    spans = []
    for part in filter(None, (part.strip() for part in text.lower().replace(" and ", ",").split(","))):
        found = SPAN.match(part)
        if not found:
            raise ValueError("Write it like 09:00–12:00, 13:00–17:00; leave it empty for a day off.")
        start, end = (_clock(moment) for moment in found.groups())
        spans.append([start, end])
    spans.sort()
    for start, end in spans:
        if minutes(start) >= minutes(end):
            raise ValueError(f"{start} is not before {end}. A night is two spans: until 24:00, and from 00:00.")
    if any(minutes(one[1]) > minutes(other[0]) for one, other in pairwise(spans)):
        raise ValueError("These hours overlap.")
    return spans


def _clock(text: str) -> str:
    hour, _, minute = text.partition(":")
    if int(hour) > 24 or int(minute or 0) > 59 or (int(hour) == 24 and int(minute or 0)):
        raise ValueError(f"{text} is not a time of day.")
    return f"{int(hour):02}:{int(minute or 0):02}"


def in_the_form(row: WorkCalendar) -> dict[str, Any]:
    """A stored calendar as the form shows it."""
    days = {
        f"day_{number}": ", ".join(f"{start}–{end}" for start, end in row.hours.get(str(number), []))
        for number in range(7)
    }
    place = {"timezone": row.timezone, "country": row.country, "subdivision": row.subdivision}
    return {**days, **place, "closed_days": "\n".join(row.closed_days)}


class ConnectForm(forms.Form):
    """Where a member's calendar is, and how we get in."""

    url = forms.CharField(
        label="Its address",
        max_length=500,
        help_text="Such as https://cloud.example.org/remote.php/dav/ for Nextcloud.",
        error_messages={"required": "Give the address that calendar programs are given."},
    )
    username = forms.CharField(label="Your name there", max_length=200)
    password = forms.CharField(
        label="Your password there",
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Best one made for this alone (an app password). It is kept encrypted with this installation’s key.",
    )
