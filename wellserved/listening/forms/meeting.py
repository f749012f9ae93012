"""What somebody does on the board: moves notes, names a theme, decides, says who was there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from wellserved.kit.text import clean_text
from wellserved.listening.models import Meeting, Round, Theme
from wellserved.listening.queries.board import earlier_decisions, may_own
from wellserved.listening.shapes import Decided, Move

NEW = "new"
MOST_AT_ONCE = 1_000


def one_line(text: str) -> str:
    return " ".join(clean_text(text).split())


def move_in(post: QueryDict) -> Move:
    """What is moved where, as a page or its script said it. A ValueError says what is missing."""
    lines = tuple(found for text in post.getlist("line")[:MOST_AT_ONCE] if (found := _uuid(text)))
    theme, name = post.get("theme", ""), one_line(post.get("name", ""))[:120]
    if theme == NEW:
        if not name:
            raise ValueError("Give the new theme a name. Nothing was moved.")
        return Move(lines, None, name)
    if not lines:
        raise ValueError("Tick the notes first, then say where they go. Nothing was moved.")
    if theme and not (theme.isascii() and theme.isdecimal() and len(theme) < 18):
        raise ValueError("Say into which theme. Nothing was moved.")
    return Move(lines, int(theme) if theme else None, "", _uuid(post.get("before", "")))


class ThemeForm(forms.Form):
    name = forms.CharField(
        label="What is it called?",
        max_length=120,
        error_messages={"required": "A theme needs a name. Nothing was saved."},
    )

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])


class DecisionForm(forms.Form):
    """Keep, adjust, or not decided yet; and what goes with it."""

    decision = forms.ChoiceField(
        label="What do we do about it?",
        required=False,
        choices=[
            ("keep", "Keep: people like it, so it stays as it is"),
            ("adjust", "Adjust: something changes"),
            ("", "Not decided yet"),
        ],
        widget=forms.RadioSelect,
    )
    confirms = forms.TypedChoiceField(
        label="Does it confirm an earlier decision?", required=False, coerce=int, empty_value=None
    )
    confirms_words = forms.CharField(
        label="Or one from elsewhere, in your words",
        max_length=200,
        required=False,
        help_text="Such as: the desk by the door, decided in spring.",
    )
    action = forms.CharField(
        label="What will be done?", max_length=300, required=False, help_text="Such as: open at half past seven."
    )
    owner = forms.ModelChoiceField(
        Theme.objects.none(),
        label="Who does it?",
        required=False,
        empty_label="Nobody yet",
        help_text="With an action and a day it is their promise, and stands on their Today.",
    )
    due_on = forms.DateField(
        label="By which day?",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "That is not a day, such as 2026-12-01. Nothing was saved."},
    )

    def __init__(self, data: Any = None, *, theme: Theme) -> None:
        start = {
            "decision": theme.decision,
            "confirms": theme.confirms_id,
            "confirms_words": theme.confirms_words,
            "action": theme.action,
            "owner": theme.owner_id,
            "due_on": theme.due_on,
        }
        super().__init__(data, initial=start)
        earlier = earlier_decisions(theme.round)
        owner, confirms = self.fields["owner"], self.fields["confirms"]
        owner.queryset = may_own(theme.round)  # type: ignore[attr-defined]
        said = [(one.pk, f"{one.action or one.name} ({one.round.name})") for one in earlier]
        confirms.choices = [("", "None"), *said]  # type: ignore[attr-defined]
        if not earlier:
            del self.fields["confirms"]

    def clean_action(self) -> str:
        return one_line(self.cleaned_data["action"])

    def clean_confirms_words(self) -> str:
        return one_line(self.cleaned_data["confirms_words"])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("decision") == "adjust" and not given.get("action") and "action" not in self.errors:
            self.add_error("action", "Say what will be done; who and by when can follow. Nothing was saved.")
        return given

    def decided(self) -> Decided:
        """What the action wants."""
        given = self.cleaned_data
        return Decided(
            decision=given["decision"],
            confirms_id=given.get("confirms"),
            confirms_words=given["confirms_words"],
            action=given["action"],
            owner_id=given["owner"].pk if given["owner"] else None,
            due_on=given["due_on"],
        )


class MeetingForm(forms.Form):
    held_on = forms.DateField(
        label="When did you meet?",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "That is not a day, such as 2026-12-01. Nothing was saved."},
    )
    present = forms.ModelMultipleChoiceField(
        Theme.objects.none(), label="Who was there?", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, one: Round, meeting: Meeting | None) -> None:
        there = list(meeting.present.values_list("pk", flat=True)) if meeting else []
        super().__init__(data, initial={"held_on": meeting.held_on if meeting else None, "present": there})
        self.fields["present"].queryset = may_own(one)  # type: ignore[attr-defined]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
