"""What members type to open a door, and a kiosk's PIN."""

from __future__ import annotations

from typing import Any

from django import forms

from wellserved.doors.models import Door
from wellserved.doors.rules import pin_problem
from wellserved.interactions.models import Service
from wellserved.people.models import Member, Team
from wellserved.people.shapes import Actor

NAMES = {
    "feedback": "Poster at the front desk",
    "kiosk": "Tablet at the front desk",
    "snippet": "Closing letter of the help desk",
    "not_well": "Under every open ticket",
    "thanks": "Poster in the hall",
}


class DoorForm(forms.Form):
    name = forms.CharField(
        label="Where will it be?",
        max_length=120,
        help_text="Only for you, to tell links apart.",
        error_messages={"required": "Give it a name, to know it by. Nothing was opened."},
    )
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label="Which team does it belong to?",
        empty_label="Everybody",
        error_messages={"required": "Choose the team whose leads read what comes. Nothing was opened."},
    )
    service = forms.ModelChoiceField(
        Service.objects.none(), label="About one service?", required=False, empty_label="No"
    )
    member = forms.ModelChoiceField(Member.objects.none(), label="About one person?", required=False, empty_label="No")
    source = forms.CharField(
        label="Which help desk?",
        max_length=60,
        help_text="By the name its tickets come in under: the source of your imports or of the API, such as zendesk.",
    )
    pin = forms.CharField(
        label="PIN for the way out",
        min_length=4,
        max_length=8,
        help_text="Four to eight digits. Whoever minds the tablet types it to leave the kiosk.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, kind: str, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = Team.objects.filter(archived_at=None).order_by("name_key")
        team: Any = self.fields["team"]
        team.queryset = teams if actor.sees_all else teams.filter(pk__in=actor.led_team_ids)
        if not actor.sees_all:
            team.required, team.empty_label = True, None
        else:
            team.required = False
        service: Any = self.fields["service"]
        service.queryset = Service.objects.order_by("name_key")
        member: Any = self.fields["member"]
        here = Member.objects.filter(left_at=None).order_by("name_key")
        member.queryset = (
            here if actor.sees_all else here.filter(memberships__team_id__in=actor.led_team_ids).distinct()
        )
        self.initial.setdefault("name", NAMES[kind])
        for name in ("service", "member", "source", "pin"):
            if name not in ASKED[kind]:
                del self.fields[name]

    def clean_pin(self) -> str:
        pin = str(self.cleaned_data["pin"])
        if problem := pin_problem(pin):
            raise forms.ValidationError(problem)
        return pin


ASKED: dict[str, tuple[str, ...]] = {
    Door.Kind.FEEDBACK: ("service", "member"),
    Door.Kind.KIOSK: ("service", "pin"),
    Door.Kind.SNIPPET: ("source",),
    Door.Kind.NOT_WELL: ("service",),
    Door.Kind.THANKS: (),
}


class PinForm(forms.Form):
    pin = DoorForm.base_fields["pin"]

    clean_pin = DoorForm.clean_pin
