"""How we ask, as an admin sets it. Times are the organisation's."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from django import forms

from wellserved.kit.clock import now
from wellserved.surveys.models import AskPolicy

SECTIONS = (  # a heading, what stands in pairs below it, and what has a line of its own
    ("When", "go_live_at delay_minutes max_age_days expires_days", ""),
    ("How often", "window_days cooldown_days minimum_days sampling_percent remind_after_days", ""),
    ("In quiet", "quiet_from quiet_until", "ask_on_weekends ask_on_holidays"),
    ("Whom, and who chooses", "", "role_addresses members_may_choose"),
)
_ENTRY = re.compile(r"(?!\*+$)[a-z0-9*._+-]{1,64}|[a-z0-9._+-]{0,64}@[a-z0-9.-]{1,190}")


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
    cooldown_days = forms.IntegerField(
        label="And about the same service at most once in this many days",
        help_text="For people who often need the same thing. 0: the line above is enough.",
        min_value=0,
        max_value=730,
    )
    quiet_from = forms.TimeField(
        label="Nobody is written to from",
        help_text="By the clock of the person served, where we know it; else by ours.",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "That is not a time of day, such as 20:00."},
    )
    quiet_until = forms.TimeField(
        label="Until",
        help_text="The same time twice: no hour is quiet.",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "That is not a time of day, such as 08:00."},
    )
    ask_on_weekends = forms.BooleanField(label="Write on weekends, too", required=False)
    ask_on_holidays = forms.BooleanField(
        label="Write on holidays, too",
        required=False,
        help_text="Those of their country, by their time zone; else those of our working hours.",
    )
    remind_after_days = forms.IntegerField(
        label="Remind once after this many days",
        help_text="A second letter, in the same thread, to whoever has not answered. Never a third. 0: no reminder.",
        min_value=0,
        max_value=60,
    )
    role_addresses = forms.CharField(
        label="Never write to these addresses",
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What stands before the @, such as info or noreply*; a whole address; or @ and a domain. With spaces "
        "or lines between.",
    )
    members_may_choose = forms.BooleanField(
        label="Members may ask now, or leave one out, on what they served",
        required=False,
        help_text="Who did so stands with each. Leads and managers always may.",
    )
    expires_days = forms.IntegerField(
        label="The link works for this many days", help_text="Afterwards it says kindly that it has ended.",
        min_value=1, max_value=365,
    )  # fmt: skip

    def __init__(self, data: Any = None, *, policy: AskPolicy) -> None:
        self.policy = policy
        plain = {name: getattr(policy, name, None) for name in self.base_fields}
        shown = {
            "sampling_percent": f"{policy.sampling_rate * 100:.6g}",
            "role_addresses": " ".join(policy.role_addresses),
        }
        super().__init__(data, initial=plain | shown)

    @property
    def sections(self) -> list[tuple[str, list[forms.BoundField], list[forms.BoundField]]]:
        """The fields as they are shown, under their headings."""
        return [
            (heading, [self[name] for name in pairs.split()], [self[name] for name in others.split()])
            for heading, pairs, others in SECTIONS
        ]

    def clean_role_addresses(self) -> list[str]:
        entries = self.cleaned_data["role_addresses"].lower().replace(",", " ").replace(";", " ").split()
        if wrong := next((entry for entry in entries if not _ENTRY.fullmatch(entry)), ""):
            raise forms.ValidationError(
                f"“{wrong[:60]}” is no part of an address. Write it like info, noreply* or @x.example."
            )
        return list(dict.fromkeys(entries))

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
