"""Untrusted input of members into shapes."""

from __future__ import annotations

from typing import Any

from django import forms

from wellserved.kit.text import clean_text
from wellserved.people.models import Member, Team
from wellserved.surveys.forms.answering import MOST_CHARACTERS


class Words(forms.CharField):
    """Somebody's own words, on several lines."""

    def __init__(self, **kwargs: Any) -> None:
        rows = kwargs.pop("rows", 5)
        super().__init__(max_length=MOST_CHARACTERS, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def clean(self, value: Any) -> str:
        return clean_text(super().clean(value))


class GivingForm(forms.Form):
    """A colleague's kind word, for a member or a whole team."""

    to = forms.ChoiceField(
        label="Whom would you like to thank?", error_messages={"required": "Choose whom. Nothing was sent."}
    )
    words = Words(
        label="What did they do?",
        help_text="A few words are enough. They go out as you write them.",
        error_messages={"required": "Write what they did. Nothing was sent."},
    )
    may_be_shown = forms.BooleanField(label="Everybody here may read it on the wall", required=False, initial=True)

    def __init__(self, *args: Any, members: list[Member], teams: list[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members, self.teams = {one.pk: one for one in members}, {one.pk: one for one in teams}
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            ("", "Choose"),
            ("Teams", [(f"team-{one.pk}", f"{one.name}, all of it") for one in teams]),
            ("People", [(f"member-{one.pk}", one.name) for one in members]),
        ]

    @property
    def whom(self) -> tuple[Member | None, Team | None]:
        kind, _, number = self.cleaned_data["to"].partition("-")
        return (self.members[int(number)], None) if kind == "member" else (None, self.teams[int(number)])


class ThankingForm(forms.Form):
    """A word back to the giver; empty is all right."""

    words = Words(label="In your own words", required=False, rows=3)


class AcceptingForm(forms.Form):
    """Whom a comment praises, and which part of it."""

    to = forms.ChoiceField(label="Whom does it praise?", error_messages={"required": "Choose whom it praises."})
    words = Words(
        label="Their words",
        help_text="Leave out what is not for them. Nothing can be added: these are the customer’s words.",
        error_messages={"required": "Something of what they wrote must stay."},
    )

    def __init__(self, *args: Any, members: list[Member], team: Team | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members, self.team = {str(one.pk): one for one in members}, team
        whole = [("team", f"{team.name}, all of it")] if team else []
        self.fields["to"].choices = [("", "Choose"), *((key, one.name) for key, one in self.members.items()), *whole]  # type: ignore[attr-defined]

    @property
    def whom(self) -> tuple[Member | None, Team | None]:
        return self.members.get(self.cleaned_data["to"]), self.team
