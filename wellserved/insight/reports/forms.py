"""Untrusted input: who is to get which page, from which day of the month on, in which language."""

from __future__ import annotations

from typing import Any

from django import forms

from wellserved.insight.reports.queries import readers_offered, teams_offered
from wellserved.insight.reports.rules import LATEST_DAY
from wellserved.kit.languages import LANGUAGES
from wellserved.people.models import Member, Team
from wellserved.people.shapes import Actor


class ScheduleForm(forms.Form):
    """One reader, one page."""

    reader = forms.ModelChoiceField(Member.objects.none(), label="Who gets it", empty_label=None)
    team = forms.ModelChoiceField(Team.objects.none(), label="About", required=False)
    day = forms.IntegerField(
        label="From which day of the month on",
        min_value=1,
        max_value=LATEST_DAY,
        initial=2,
        help_text="It leaves in working hours. Late answers still move the figures of the month before for a few days.",
    )
    language = forms.ChoiceField(label="In which language", choices=list(LANGUAGES.items()), initial="en")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        readers, team = self.fields["reader"], self.fields["team"]
        assert isinstance(readers, forms.ModelChoiceField)
        assert isinstance(team, forms.ModelChoiceField)
        readers.queryset, team.queryset = readers_offered(actor), teams_offered(actor)
        readers.initial = actor.member_id
        if actor.sees_all:
            team.empty_label = "All teams"
        else:
            team.required, team.empty_label = True, None
