"""What somebody notes about a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from wellserved.insight.models import Annotation
from wellserved.kit.text import clean_text
from wellserved.people.models import Team

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)


class AnnotationForm(forms.Form):
    """When, what, and whose charts it stands on."""

    words = forms.CharField(
        label="What happened?",
        max_length=200,
        help_text="One sentence that a colleague understands in a year, and nobody’s name: “The lab was closed.”",
        error_messages={"required": "Write what happened. Nothing was kept."},
    )
    day = forms.DateField(label="On which day?", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    team = forms.ChoiceField(label="On whose charts?", required=False)

    def __init__(self, *args: Any, teams: list[Team], everybody: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.everybody = everybody
        choices = [(str(team.pk), team.name) for team in teams]
        self.fields["team"].choices = [("", "Everybody’s"), *choices] if everybody else choices  # type: ignore[attr-defined]
        self.fields["team"].required = not everybody

    @staticmethod
    def of(one: Annotation) -> dict[str, object]:
        return {"words": one.words, "day": one.day, "team": str(one.team_id or "")}

    def clean_words(self) -> str:
        words = " ".join(clean_text(self.cleaned_data["words"]).split())
        if not words:
            raise forms.ValidationError("Write what happened. Nothing was kept.")
        return words

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not EARLIEST <= day <= LATEST:
            raise forms.ValidationError("That day is too far away.")
        return day

    @property
    def shape(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"day": said["day"], "words": said["words"], "team_id": int(said["team"]) if said["team"] else None}
