"""Untrusted input into shapes."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import forms

from wellserved.kit.clock import now


class WhenInput(forms.DateTimeInput):
    """The browser's own day-and-time field."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


def when_field(label: str) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        widget=WhenInput(),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        error_messages={
            "required": "Say by when. Nothing was saved.",
            "invalid": "That is not a day and a time, such as 2026-12-01 16:30. Nothing was saved.",
        },
    )


def _ahead(due_at: datetime) -> datetime:
    moment = now()
    if due_at <= moment:
        raise forms.ValidationError("That moment has passed. Choose a later one.")
    if due_at > moment + timedelta(days=3660):
        raise forms.ValidationError("That is more than ten years away. Choose an earlier day.")
    return due_at


class PromiseForm(forms.Form):
    text = forms.CharField(
        label="What will you do?",
        max_length=300,
        error_messages={"required": "Say what you will do. Nothing was saved."},
        help_text="As you would say it to them: send the new key, call about the projector.",
    )
    due_at = when_field("By when?")

    def clean_due_at(self) -> datetime:
        return _ahead(self.cleaned_data["due_at"])


class MovingForm(forms.Form):
    due_at = when_field("By when instead?")
    word = forms.CharField(
        label="Why?",
        max_length=300,
        error_messages={"required": "Say in a word why it moves. Nothing was changed."},
    )

    def clean_due_at(self) -> datetime:
        return _ahead(self.cleaned_data["due_at"])


class BreakingForm(forms.Form):
    word = forms.CharField(
        label="What happened?",
        max_length=300,
        help_text="Tell them too: a promise that is broken and said so costs less trust than silence.",
        error_messages={"required": "Say what happened. Nothing was changed."},
    )
