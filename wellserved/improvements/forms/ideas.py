"""An idea: said, heard again, begun, finished or let go."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from wellserved.improvements.forms.fields import DayField, OneLineField
from wellserved.improvements.models import Improvement
from wellserved.improvements.queries.board import may_own, open_ideas
from wellserved.improvements.shapes import ToMove
from wellserved.interactions.models import Service
from wellserved.kit.text import clean_text
from wellserved.people.models import Member, Team


class IdeaForm(forms.Form):
    text = OneLineField(
        label="I keep hearing…",
        max_length=300,
        error_messages={"required": "Write it in one line. Nothing was saved."},
    )
    more = forms.CharField(
        label="More about it",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Everybody who works here reads it: name nobody who would rather not be named.",
    )

    def clean_more(self) -> str:
        return clean_text(self.cleaned_data["more"])


class HearForm(forms.Form):
    """Something was heard: it belongs to an idea that is there, or begins a new one."""

    idea: Any = forms.ModelChoiceField(
        Improvement.objects.none(), label="Is it on the board already?", required=False, empty_label="No, it is new"
    )
    text = OneLineField(
        label="I keep hearing…",
        max_length=300,
        required=False,
        help_text="One line for the board. Everybody who works here reads it: say what should change, and name nobody.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["idea"].queryset = open_ideas()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors and not found.get("idea") and not found.get("text"):
            self.add_error("text", "Write it in one line, or choose an idea that is there. Nothing was saved.")
        return found


class BeginningForm(forms.Form):
    owner: Any = forms.ModelChoiceField(
        Member.objects.none(),
        label="Who does it?",
        empty_label="Choose somebody",
        error_messages={"required": "Say who does it. Nothing was saved."},
        help_text="It is their promise, and stands on their Today.",
    )
    due_on = DayField("By which day?", "Say by which day. Nothing was saved.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = may_own()  # type: ignore[attr-defined]


class FinishingForm(forms.Form):
    """It is done; and what it should move is said before anybody has looked."""

    done_on = DayField("Since when is it so?", "Say since when. Nothing was saved.")
    number = forms.ChoiceField(
        label="Which number should it move?",
        choices=Improvement.Number.choices,
        help_text="Choose before you look: whoever looks first finds something that moved.",
    )
    team: Any = forms.ModelChoiceField(Team.objects.none(), label="Where?", required=False, empty_label="Everywhere")
    service: Any = forms.ModelChoiceField(
        Service.objects.none(), label="In which service?", required=False, empty_label="All of them"
    )
    worth = forms.IntegerField(
        label="How many points higher would have been worth it?",
        min_value=1,
        max_value=50,
        initial=5,
        error_messages={
            "invalid": "That is no whole number. Nothing was saved.",
            "required": "Say how many. Nothing was saved.",
        },
    )
    weeks = forms.IntegerField(
        label="After how many weeks do we look?",
        min_value=4,
        max_value=52,
        initial=8,
        error_messages={
            "invalid": "That is no whole number. Nothing was saved.",
            "required": "Say after how many. Nothing was saved.",
        },
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["team"].queryset = Team.objects.filter(archived_at=None).order_by("name_key")  # type: ignore[attr-defined]
        self.fields["service"].queryset = Service.objects.order_by("name")  # type: ignore[attr-defined]

    def clean_done_on(self) -> date:
        found: date = self.cleaned_data["done_on"]
        if found > self.today:
            raise forms.ValidationError("That day is still to come. Say it is done when it is. Nothing was saved.")
        return found

    def to_move(self) -> ToMove:
        said = self.cleaned_data
        team, service = said["team"], said["service"]
        return ToMove(said["number"], team and team.pk, service and service.pk, said["worth"], said["weeks"])


class LettingGoForm(forms.Form):
    because = OneLineField(
        label="Why not?",
        max_length=300,
        error_messages={"required": "Say why, for whoever said it reads it. Nothing was changed."},
    )
