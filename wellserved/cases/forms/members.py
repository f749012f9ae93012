"""What members write and choose on a case."""

from __future__ import annotations

from typing import Any

from django import forms

from wellserved.cases.models import Case, CasePolicy
from wellserved.cases.queries.people import may_be_given
from wellserved.cases.shapes import MOST_CHARACTERS
from wellserved.kit.text import clean_text
from wellserved.people.models import Member, Team


class WordsField(forms.CharField):
    """Words as they are kept: what only deceives the reader, or cannot be stored, is nothing."""

    def __init__(self, label: str, required: str, rows: int = 6, **more: Any) -> None:
        super().__init__(
            label=label,
            max_length=MOST_CHARACTERS,
            required=bool(required),
            widget=forms.Textarea(attrs={"rows": rows}),
            error_messages={
                "required": required,
                "max_length": "That is longer than a letter should be. Nothing was sent: make it shorter.",
                "null_characters_not_allowed": "There is something in it that is no text. Nothing was sent.",
            },
            **more,
        )

    def to_python(self, value: Any) -> Any:
        return clean_text(super().to_python(value) or "")


class AcknowledgementForm(forms.Form):
    understood = WordsField(
        "What have you understood?",
        "Say what you understood. Nothing was sent.",
        rows=4,
        help_text="In your words, as you would tell a colleague: what happened, and what it meant for them. "
        "They can put it right.",
    )
    words = WordsField(
        "What do you write to them?",
        "Write a line or two. Nothing was sent.",
        help_text="The letter goes on with what you understood, and by when they have an answer.",
    )


class AnswerForm(forms.Form):
    words = WordsField(
        "Your answer",
        "Write the answer. Nothing was sent.",
        rows=10,
        help_text="What you found, what you did, and what you will do so that it does not happen again.",
    )


class QuestionForm(forms.Form):
    words = WordsField(
        "What do you need to know?",
        "Write what you need to know. Nothing was sent.",
        help_text="Until they write back, the clocks stand; after ten working days they run again.",
    )


class NoteForm(forms.Form):
    words = WordsField("A note among ourselves", "Write a word. Nothing was kept.", rows=3)


class ClosureForm(forms.Form):
    cause = forms.ChoiceField(
        label="What was the cause?",
        choices=[("", "Choose one"), *Case.Cause.choices],
        error_messages={"required": "Say what the cause was. Nothing was changed."},
        help_text="Not who is to blame: what would have to change so that it cannot happen again.",
    )
    improvement = forms.CharField(
        label="What would make it better?",
        max_length=300,
        required=False,
        help_text="One line. It goes on the board of improvements, where everybody who works here reads it: name "
        "nobody. Of a case that is private, or was written above the team, it stays with the case.",
    )
    why = WordsField("Why is it closed without an answer?", "", rows=2)

    def __init__(self, *args: Any, answered: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answered = answered
        if answered:
            del self.fields["why"]
        else:
            self.fields["cause"].help_text = "What nobody has to answer (praise, a mistake, spam) is nobody’s."

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.answered and found.get("cause"):
            if found["cause"] != Case.Cause.NOBODY:
                self.add_error("cause", "It has not been answered. Answer it first, and close it then.")
            elif not found.get("why"):
                self.add_error("why", "Say in a word why nobody has to answer it. Nothing was changed.")
        return found


class OwnerForm(forms.Form):
    owner = forms.ModelChoiceField(
        Member.objects.none(), label="Who is on it?", required=False, empty_label="Nobody yet"
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        field.queryset = Member.objects.filter(pk__in=[one.pk for one in _able(case)]).order_by("name_key")


class ClassificationForm(forms.Form):
    kind = forms.ChoiceField(label="What is it?", choices=Case.Kind.choices)
    team = forms.ModelChoiceField(Team.objects.none(), label="Whose is it?", required=False, empty_label="No team’s")
    concerned = forms.ModelMultipleChoiceField(
        Member.objects.none(),
        label="Whom is it about?",
        required=False,
        help_text="Whoever leads or manages and is named here does not see it: it goes past them. Hold Ctrl to "
        "choose several.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team: Any = self.fields["team"]
        team.queryset = Team.objects.filter(archived_at=None).order_by("name_key")
        concerned: Any = self.fields["concerned"]
        concerned.queryset = Member.objects.filter(left_at=None).order_by("name_key")


class NewCaseForm(ClassificationForm):
    name = forms.CharField(label="Who told you?", max_length=200, required=False)
    email = forms.EmailField(
        label="Their e-mail address",
        max_length=254,
        required=False,
        error_messages={"invalid": "That is no e-mail address. Mend it, or leave it empty. Nothing was saved."},
    )
    words = WordsField("What did they say?", "Write what they said. Nothing was saved.")
    above_team = forms.BooleanField(label="They would rather speak with whoever is above this team", required=False)
    field_order = ("words", "kind", "name", "email", "team", "concerned", "above_team")


class ReassignmentForm(forms.Form):
    away_from = forms.ModelChoiceField(
        Member.objects.none(),
        label="Who serves them no more?",
        error_messages={"required": "Say who. Nothing was changed."},
    )
    to = forms.ModelChoiceField(
        Member.objects.none(), label="Who does instead?", required=False, empty_label="Whoever is free"
    )
    reason = WordsField(
        "Why?", "", rows=3, help_text="Only you, and whoever leads the team that serves them next, read it."
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Member.objects.filter(left_at=None).order_by("name_key")
        for name in ("away_from", "to"):
            field: Any = self.fields[name]
            field.queryset = here
        about = list(case.concerns.values_list("member_id", flat=True))
        if len(about) == 1:
            self.fields["away_from"].initial = about[0]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("to") and found.get("to") == found.get("away_from"):
            self.add_error("to", "That is the same person. Choose somebody else, or nobody yet.")
        return found


class PolicyForm(forms.ModelForm[CasePolicy]):
    class Meta:
        model = CasePolicy
        fields = ("acknowledge_hours", "answer_days", "members_read")
        labels = {
            "members_read": "A member may read what was said about them",
        }
        help_texts = {"members_read": "The words and our answer, never the notes. Whoever leads or manages never reads "
                      "what is about them."}  # fmt: skip

    acknowledge_hours = forms.IntegerField(label="Acknowledged within so many working hours", min_value=1, max_value=80)
    answer_days = forms.IntegerField(label="Answered within so many working days", min_value=1, max_value=60)


def _able(case: Case) -> list[Member]:
    return may_be_given(case.team_id, case.lead_id, list(case.concerns.values_list("member_id", flat=True)))
