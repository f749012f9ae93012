"""A round as somebody plans it, and the reason for drawing somebody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

from wellserved.interactions.models import Service
from wellserved.listening.models import Round
from wellserved.listening.queries.rounds import teams_that_may_listen
from wellserved.listening.rules.asking import clean_questions
from wellserved.listening.shapes import Plan
from wellserved.people.models import Client, Team
from wellserved.people.shapes import Actor

LONGEST_DAYS = 120


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Say which day. Nothing was saved.",
            "invalid": "That is not a day, such as 2026-12-01. Nothing was saved.",
        },
    )


def _between(least: int, most: int, otherwise: str) -> Callable[[int], None]:
    def check(value: int) -> None:
        if not least <= value <= most:
            raise forms.ValidationError(otherwise)

    return check


class RoundForm(forms.Form):
    """Which teams, why, when, whom, and what is asked."""

    name = forms.CharField(
        label="What do you call it?",
        max_length=120,
        error_messages={"required": "Give it a name. Nothing was saved."},
    )
    purpose = forms.CharField(
        label="What do you want to learn?",
        max_length=300,
        required=False,
        help_text="Your team reads it when the round begins.",
    )
    teams = forms.ModelMultipleChoiceField(
        Team.objects.none(),
        label="Which teams call?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Everybody in them, leads too.",
        error_messages={"required": "Choose a team. Nothing was saved."},
    )
    first_day = _day("First day of calls")
    last_day = _day("Last day of calls")
    calls_each = forms.IntegerField(
        label="Calls for each of you",
        validators=[_between(1, 10, "Everybody makes at least one call, and ten at most.")],
        error_messages={"required": "Say how many calls. Nothing was saved."},
    )
    questions = forms.CharField(
        label="What will you ask?",
        error_messages={"required": "A call needs at least one question. Nothing was saved."},
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One question a line, the same for everybody. Once the round runs they stay as they are.",
    )
    served_months = forms.IntegerField(
        label="Served by you in the last months",
        validators=[_between(1, 36, "Say one month, or up to three years: 36.")],
        error_messages={"required": "Say how many months. Nothing was saved."},
    )
    client_kind = forms.ChoiceField(
        label="Inside or outside your house", required=False, choices=[("", "Both"), *Client.Kind.choices]
    )
    groups = forms.ChoiceField(
        label="Shall some groups be drawn from in proportion?", required=False, choices=Round.Groups.choices
    )
    services = forms.ModelMultipleChoiceField(
        Service.objects.none(),
        label="With which services?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked: all.",
    )

    def __init__(self, data: Any = None, *, actor: Actor, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        for name, found in (
            ("teams", teams_that_may_listen(actor)),
            ("services", Service.objects.order_by("name_key")),
        ):
            field: Any = self.fields[name]
            field.queryset = found

    def clean_questions(self) -> list[str]:
        try:
            return clean_questions(self.cleaned_data["questions"])
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from None

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = given.get("first_day"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "It ends before it begins. Nothing was saved.")
        elif first and last and (last - first).days > LONGEST_DAYS:
            self.add_error("last_day", "That is more than four months. A round is over while it is remembered.")
        return given

    def plan(self) -> Plan:
        """What the action wants."""
        given = self.cleaned_data
        return Plan(
            name=given["name"],
            purpose=given["purpose"],
            team_ids=tuple(team.pk for team in given["teams"]),
            first_day=given["first_day"],
            last_day=given["last_day"],
            calls_each=given["calls_each"],
            questions=tuple(given["questions"]),
            served_months=given["served_months"],
            client_kind=given["client_kind"],
            service_ids=tuple(service.pk for service in given["services"]),
            groups=given["groups"],
        )


def as_initial(one: Round) -> dict[str, Any]:
    """A round, for the form to begin with."""
    names = ("name", "purpose", "first_day", "last_day", "calls_each", "served_months", "client_kind", "groups")
    return {
        **{name: getattr(one, name) for name in names},
        "questions": "\n".join(one.questions),
        "teams": list(one.teams.values_list("pk", flat=True)),
        "services": list(one.services.values_list("pk", flat=True)),
    }


class ReplacingForm(forms.Form):
    reason = forms.CharField(
        label="Why not them?",
        max_length=300,
        help_text="It stays with the round, so that nobody need wonder whether somebody was picked.",
        error_messages={"required": "Say why in a few words. Nobody else was drawn."},
    )
