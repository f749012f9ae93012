"""What a team does otherwise, and a pause."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from wellserved.people.models import Team
from wellserved.surveys.models import TeamPolicy


class TeamPolicyForm(forms.Form):
    """How one team asks, where it is not as for everybody."""

    asks = forms.BooleanField(label="This team asks", required=False)
    delay_minutes = forms.IntegerField(
        label="Wait this many minutes after closing", required=False, min_value=0, max_value=20_160
    )
    sampling_percent = forms.FloatField(
        label="Of 100 who may be asked, ask this many", required=False, min_value=0, max_value=100
    )

    def __init__(self, data: Any = None, *, row: TeamPolicy) -> None:
        rate = row.sampling_rate
        percent = None if rate is None else f"{rate * 100:.6g}"
        super().__init__(
            data, initial={"asks": row.asks, "delay_minutes": row.delay_minutes, "sampling_percent": percent}
        )

    def values(self) -> dict[str, Any]:
        """What `set_team_policy` wants."""
        given = self.cleaned_data
        percent = given["sampling_percent"]
        return {
            "asks": given["asks"],
            "delay_minutes": given["delay_minutes"],
            "sampling_rate": None if percent is None else percent / 100,
        }


class PauseForm(forms.Form):
    """Days on which nobody is asked."""

    name = forms.CharField(
        label="What it is", max_length=80, help_text="It stands in the reason: Exams, first week of term."
    )
    first_day = forms.DateField(label="First day", widget=forms.DateInput(attrs={"type": "date"}))
    last_day = forms.DateField(label="Last day", widget=forms.DateInput(attrs={"type": "date"}))
    team = forms.ModelChoiceField(
        Team.objects.filter(archived_at=None), label="For", required=False, empty_label="Everybody"
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = given.get("first_day"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "It ends before it begins.")
        if last and last < date.today():
            self.add_error("last_day", "This is over already.")
        return given
