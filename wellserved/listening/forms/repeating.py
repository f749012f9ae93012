"""How often a round comes again, and who calls then."""

from __future__ import annotations

from typing import Any

from django import forms

from wellserved.listening.models import Repeating, Round
from wellserved.listening.rules.repeating import days_said, read_days
from wellserved.people.models import Team
from wellserved.people.queries import teams_visible_to
from wellserved.people.shapes import Actor


class RepeatingForm(forms.Form):
    unit = forms.ChoiceField(
        label="It comes again",
        choices=[("weeks", "every so many weeks"), ("months", "every so many months"), ("days", "on days of the year")],
    )
    every = forms.IntegerField(
        label="Every how many weeks or months?",
        min_value=1,
        max_value=104,
        error_messages={
            "required": "Say how many. Nothing was saved.",
            "min_value": "At least one. Nothing was saved.",
            "max_value": "That is more than a hundred. Nothing was saved.",
        },
    )
    days = forms.CharField(
        label="On which days of the year?",
        required=False,
        max_length=200,
        help_text="Once a term, such as: 1 March, 1 October. Only where you chose days of the year.",
    )
    teams = forms.ModelMultipleChoiceField(
        Team.objects.none(),
        label="Which teams call next time?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Another team may take it over: whoever leads it begins it then.",
        error_messages={"required": "Choose a team. Nothing was saved."},
    )

    def __init__(self, data: Any, *, actor: Actor, one: Round, row: Repeating | None) -> None:
        teams = (row or one).teams.values_list("pk", flat=True)
        initial: dict[str, Any] = {"unit": "months", "every": 3, "teams": list(teams)}
        if row is not None:
            initial |= {"unit": row.unit, "every": row.every, "days": days_said(row.days)}
        super().__init__(data, initial=initial)
        field: Any = self.fields["teams"]
        field.queryset = teams_visible_to(actor).filter(archived_at=None).order_by("name_key")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        given["read_days"] = []
        if given.get("unit") == "days":
            try:
                given["read_days"] = read_days(given.get("days", ""))
            except ValueError as wrong:
                self.add_error("days", f"{wrong} Nothing was saved.")
        return given
