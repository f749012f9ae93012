"""How we ask, as an admin sets it. Times are the organisation's."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms

from wellserved.kit.clock import now
from wellserved.surveys.models import AskPolicy


class PolicyForm(forms.Form):
    """Every field says what it means for the person served."""

    go_live_at = forms.DateTimeField(
        label="Asking begins",
        required=False,
        help_text="Nothing that closed before is ever asked about. Empty: nobody is asked.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": "That is not a day and time. Choose one, or leave it empty."},
    )
    delay_minutes = forms.IntegerField(
        label="Wait this many minutes after closing",
        help_text="Long enough for a ticket to be opened again; short enough to remember how it felt.",
        min_value=0,
        max_value=20_160,
    )
    window_days = forms.IntegerField(
        label="Ask the same person at most once in this many days",
        help_text="People who hear from you too often stop answering.",
        min_value=0,
        max_value=730,
    )
    minimum_days = forms.IntegerField(
        label="Leave everybody in peace for at least this many days",
        help_text="The hard minimum: it holds even when somebody here asks by hand.",
        min_value=0,
        max_value=365,
    )
    max_age_days = forms.IntegerField(
        label="Do not ask about what closed more than this many days ago",
        help_text="Tickets that come in late, or mail that was held, are then left alone.",
        min_value=1,
        max_value=90,
    )
    sampling_percent = forms.FloatField(
        label="Of 100 who may be asked, ask this many",
        help_text="100 asks everybody. Fewer are chosen by chance, the same ones however often it is decided.",
        min_value=0,
        max_value=100,
    )
    expires_days = forms.IntegerField(
        label="The link works for this many days", help_text="Afterwards it says kindly that it has ended.",
        min_value=1, max_value=365,
    )  # fmt: skip

    def __init__(self, data: Any = None, *, policy: AskPolicy) -> None:
        self.policy = policy
        names = ("go_live_at", "delay_minutes", "window_days", "minimum_days", "max_age_days", "expires_days")
        initial = {name: getattr(policy, name) for name in names}
        super().__init__(data, initial=initial | {"sampling_percent": f"{policy.sampling_rate * 100:.6g}"})

    def clean_go_live_at(self) -> datetime | None:
        moment: datetime | None = self.cleaned_data["go_live_at"]
        before = self.policy.go_live_at
        if moment is None:
            return None
        if before is not None and moment == before.replace(second=0, microsecond=0):
            return before  # left as it was; the field shows no seconds
        if moment <= now():
            raise forms.ValidationError(
                "This moment is past. Asking can only begin in the future, so that no backlog is ever asked. "
                "To begin at once, use “Begin now”."
            )
        return moment

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if {"window_days", "minimum_days"} <= given.keys() and given["window_days"] < given["minimum_days"]:
            self.add_error("window_days", "This must be at least as long as people are left in peace.")
        if {"delay_minutes", "max_age_days"} <= given.keys() and timedelta(minutes=given["delay_minutes"]) >= timedelta(
            days=given["max_age_days"]
        ):
            self.add_error("delay_minutes", "After waiting so long it would be too old to ask about.")
        return given

    def values(self) -> dict[str, Any]:
        """What `set_policy` wants."""
        given = dict(self.cleaned_data)
        return given | {"sampling_rate": given.pop("sampling_percent") / 100}
