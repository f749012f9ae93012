"""What people type into the survey editor: where a survey is asked, and how its page is put."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.db.models import QuerySet

from wellserved.interactions.models import Service
from wellserved.kit.text import clean_text
from wellserved.people.forms import LANGUAGES
from wellserved.people.models import Team
from wellserved.people.shapes import Actor
from wellserved.surveys.models import Survey
from wellserved.surveys.rules.definition import LONGEST, WORDINGS, Definition
from wellserved.surveys.rules.translating import slots

CHANNELS = ("ticket", "call", "mail", "chat", "visit", "remote", "handoff", "appointment")
OURS = {
    "title": ("The heading", "How was it, being served by us?"),
    "achieved": ("Did they get what they came for?", "Did you get what you came for?"),
    "felt": ("How did it feel?", "And how did it feel?"),
    "high": ("Above the qualities", "What made it so?"),
    "low": ("Above the qualities, after a low face", "What was missing?"),
    "words": ("Above their own words", "In your own words"),
}
FACES = [("icons", "Faces, with a word under each"), ("words", "Words only"), ("numbers", "Numbers, from 1 to 5")]


class Line(forms.CharField):
    """One line of text, without what cannot be stored or would deceive."""

    def to_python(self, value: Any) -> str:
        return " ".join(clean_text(super().to_python(value) or "").split())


class PlaceForm(forms.Form):
    """Its name among ourselves, and where it is asked. The narrowest survey that fits is the one that is asked."""

    name = Line(label="What do you call it?", max_length=120, help_text="Only you and your colleagues see this.")
    team = forms.ModelChoiceField(Team.objects.none(), label="For which team?", required=False, empty_label="Any team")
    service = forms.ModelChoiceField(
        Service.objects.none(), label="For which service?", required=False, empty_label="Any service"
    )
    channel = Line(
        label="For which kind of service?",
        max_length=30,
        required=False,
        help_text="As it stands in your interactions: ticket, call, visit … Empty: any.",
        widget=forms.TextInput(attrs={"list": "channels", "autocomplete": "off"}),
    )

    again_after_days = forms.IntegerField(
        label="Ask the same person these questions at most once in this many days",
        help_text="For questions that would tire people. How often anybody is asked at all is set where you set how "
        "we ask. 0: that is enough.",
        min_value=0,
        max_value=730,
        initial=0,
        required=False,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team: Any = self.fields["team"]
        team.queryset = teams_edited_by(actor)
        self.fields["service"].queryset = Service.objects.order_by("name_key")  # type: ignore[attr-defined]
        if not actor.sees_all:
            team.required, team.empty_label = True, "Choose your team"

    @staticmethod
    def of(survey: Survey) -> dict[str, Any]:
        names = ("name", "team", "service", "channel", "again_after_days")
        return {name: getattr(survey, name) for name in names}

    def clean_again_after_days(self) -> int:
        return self.cleaned_data["again_after_days"] or 0


class NewSurveyForm(PlaceForm):
    language = forms.ChoiceField(
        label="In which language do you write it?",
        choices=list(LANGUAGES.items()),
        help_text="You can translate it later.",
    )


class FrameForm(forms.Form):
    """What stands on the page besides the questions of one's own."""

    faces = forms.ChoiceField(label="How it felt is chosen by", choices=FACES, widget=forms.RadioSelect)
    qualities = forms.BooleanField(
        label="Offer the ten qualities",
        required=False,
        help_text="What made it so? After a low face: what was missing?",
    )
    words = forms.BooleanField(label="Leave room for their own words", required=False)

    def __init__(self, data: Any = None, *, definition: Definition) -> None:
        initial: dict[str, Any] = {name: getattr(definition, name) for name in ("faces", "qualities", "words")}
        for key in WORDINGS:
            initial[f"wording_{key}"] = definition.wording.get(key, {}).get(definition.language, "")
        super().__init__(data, initial=initial)
        for key in WORDINGS:
            label, ours = OURS[key]
            self.fields[f"wording_{key}"] = Line(
                label=label,
                required=False,
                max_length=LONGEST["question"],
                widget=forms.TextInput(attrs={"placeholder": ours, "dir": "auto"}),
            )

    def changed_definition(self, definition: Definition) -> Definition:
        """The draft with what was typed. An empty wording is ours again, in every language."""
        said = self.cleaned_data
        wording = {}
        for key in WORDINGS:
            if text := said[f"wording_{key}"]:
                wording[key] = {**definition.wording.get(key, {}), definition.language: text}
        return replace(
            definition, faces=said["faces"], qualities=said["qualities"], words=said["words"], wording=wording
        )


class TranslationForm(forms.Form):
    """Every text of a survey in one language."""

    def __init__(self, *args: Any, definition: Definition, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for slot in slots(definition):
            kind = slot.key.rpartition(".")[2]
            length = LONGEST["question"] if kind == "label" or slot.key.startswith("wording") else LONGEST["option"]
            self.fields[slot.key] = Line(
                label=slot.texts.get(definition.language, ""),
                help_text=slot.where,
                required=False,
                max_length=LONGEST["end"] if kind in ("first", "last") else length,
                initial=slot.texts.get(language, ""),
                widget=forms.TextInput(attrs={"lang": language, "dir": "auto"}),
            )


def teams_edited_by(actor: Actor) -> QuerySet[Team]:
    """The teams whose surveys this person may write."""
    teams = Team.objects.filter(archived_at=None).order_by("name_key")
    return teams if actor.sees_all else teams.filter(pk__in=actor.led_team_ids if actor.leads else ())
