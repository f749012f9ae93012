"""What people type when they hand work on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet

from wellserved.interactions.forms import _moment
from wellserved.interactions.sheets.rows import one_line
from wellserved.people.models import Member, Team

Taker = tuple[Team, Member | None]


class HandoffForm(forms.Form):
    """What was handed to whom. Four lines, two of which are filled in already."""

    subject = forms.CharField(max_length=300, label="What did you hand on?")
    to = forms.CharField(
        label="Who took it?", widget=forms.Select, help_text="They may be asked how it was handed over."
    )
    team = forms.ModelChoiceField(Team.objects.none(), label="From which team?", empty_label=None)
    service = forms.CharField(max_length=120, required=False, label="Service", help_text="Such as Passwords.")
    at = _moment("When", "Empty: just now.")

    def __init__(self, *args: Any, own: QuerySet[Team], teams: QuerySet[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = own  # type: ignore[attr-defined]
        here = Member.objects.filter(left_at=None).order_by("name_key")
        self.takers: dict[str, Taker] = {}
        groups: list[tuple[str, list[tuple[str, str]]]] = []
        for team in teams.prefetch_related(Prefetch("members", queryset=here, to_attr="here")):
            people: list[Member] = team.here
            self.takers[str(team.pk)] = (team, None)
            self.takers |= {f"{team.pk}-{member.pk}": (team, member) for member in people}
            lines = [(str(team.pk), f"{team.name}, nobody in particular")]
            groups.append((team.name, lines + [(f"{team.pk}-{member.pk}", member.name) for member in people]))
        self.fields["to"].widget.choices = [("", "Choose"), *groups]  # type: ignore[attr-defined]

    def clean_subject(self) -> str:
        return one_line(self.cleaned_data["subject"])

    def clean_to(self) -> Taker:
        taker = self.takers.get(self.cleaned_data["to"])
        if taker is None:
            raise forms.ValidationError("Choose a team, or somebody in it.")
        return taker

    def taken_by(self) -> str:
        team, member = self.cleaned_data["to"]
        return f"{member.name}, {team.name}," if member else str(team.name)
