"""What somebody says when it is not going well, and what a lead says of how it ended."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from wellserved.doors.models import LeadCall
from wellserved.interactions.models import Service
from wellserved.kit.text import clean_text
from wellserved.people.models import Team
from wellserved.people.shapes import Actor
from wellserved.surveys.forms.answering import MOST_CHARACTERS, Fields, first

Outcome = LeadCall.Outcome


def read_call(form: Fields) -> tuple[dict[str, str], str]:
    """Who calls, where they are, what is wrong; and what is wrong with that."""
    said = {name: " ".join(clean_text(first(form, name)).split())[:200] for name in ("caller", "where")}
    said["words"] = clean_text(first(form, "words"))
    if len(said["words"]) > MOST_CHARACTERS:
        return said, _("Your words are longer than fits here. A few are enough: somebody comes and asks.")
    if not said["where"]:
        return said, _("Say where you are, or how to reach you, so that somebody can come.")
    return said, ""


class EndingForm(forms.Form):
    outcome = forms.ChoiceField(
        label="How did it end?",
        choices=[
            (Outcome.SAVED.value, "It could be put right"),
            (Outcome.WALKED_OUT.value, "They walked out"),
            (Outcome.NOT_FOUND.value, "Nobody was there any more"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it ended. Nothing was saved."},
    )
    note = forms.CharField(
        label="What was it about?", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class WalkOutForm(forms.Form):
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label="Whom had they come to?",
        empty_label=None,
        error_messages={"required": "Choose the team. Nothing was saved."},
    )
    service = forms.ModelChoiceField(Service.objects.none(), label="What for?", required=False, empty_label="Not known")
    where = forms.CharField(label="Where was it?", max_length=200, required=False)
    words = forms.CharField(
        label="What did you see?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Without names: how long they had waited, what they said as they went.",
        error_messages={"required": "Say in a word what you saw. Nothing was saved."},
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team: Any = self.fields["team"]
        teams = Team.objects.filter(archived_at=None).order_by("name_key")
        team.queryset = teams if actor.sees_all else teams.filter(pk__in=actor.team_ids)
        service: Any = self.fields["service"]
        service.queryset = Service.objects.order_by("name_key")
