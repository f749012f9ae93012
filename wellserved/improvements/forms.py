"""Untrusted input into shapes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from wellserved.improvements.models import Improvement, Weighing
from wellserved.improvements.queries.board import may_own, open_ideas, to_weigh
from wellserved.improvements.queries.cards import fundable, who_may_play
from wellserved.improvements.rules.cards import MOST_IN_A_HAND
from wellserved.improvements.shapes import Placed, ToMove
from wellserved.interactions.models import Service
from wellserved.kit.text import clean_text
from wellserved.people.models import Member, Team

MOST_AT_ONCE = 30  # ideas that can be weighed or bargained for at once: nobody has an opinion on more


class OneLineField(forms.CharField):
    """A line as it is kept: no breaks, and nothing that only deceives the reader."""

    def to_python(self, value: Any) -> Any:
        return " ".join(clean_text(super().to_python(value) or "").split())


class DayField(forms.DateField):
    def __init__(self, label: str, required: str, **more: Any) -> None:
        super().__init__(
            label=label,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={
                "required": required,
                "invalid": "That is not a day, such as 2026-12-01. Nothing was saved.",
            },
            **more,
        )

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        if found is not None and not date(2000, 1, 1) <= found <= date(2100, 1, 1):
            raise forms.ValidationError("That day is too far away. Nothing was saved.")
        return found


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


class WeighingForm(forms.Form):
    """Which ideas are weighed, and how."""

    kind = forms.ChoiceField(
        label="What do we ask ourselves?",
        choices=[
            (Weighing.Kind.VALUE, "Value and effort: what is it worth, and what does it cost us?"),
            (Weighing.Kind.FEAR, "Fears: how much do we fear doing it, and how much not doing it?"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say what we ask ourselves. Nothing was opened."},
    )
    ideas: Any = forms.ModelMultipleChoiceField(
        Improvement.objects.none(),
        label="Which ideas?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one idea. Nothing was opened."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ideas"].queryset = to_weigh()[:200] if not self.is_bound else to_weigh()  # type: ignore[attr-defined]

    def clean_ideas(self) -> list[int]:
        found = [one.pk for one in self.cleaned_data["ideas"]]
        if len(found) > MOST_AT_ONCE:
            raise forms.ValidationError(f"That is more than {MOST_AT_ONCE}: choose the ones that matter now.")
        return found


class CardsForm(forms.Form):
    """Which ideas are bargained for, who takes part, and how many cards each gets."""

    name = OneLineField(
        label="What is this round called?",
        max_length=120,
        initial="What we fund next",
        error_messages={"required": "Give it a name. Nothing was dealt."},
    )
    ideas = forms.TypedMultipleChoiceField(
        label="Which ideas?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one idea. Nothing was dealt.",
            "invalid_choice": "One of these ideas cannot be bargained for any more. Choose again. Nothing was dealt.",
        },
    )
    players: Any = forms.ModelMultipleChoiceField(
        Member.objects.none(),
        label="Who takes part?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one. Nothing was dealt."},
    )
    hand = forms.IntegerField(
        label="How many cards does each get?",
        required=False,
        min_value=1,
        max_value=MOST_IN_A_HAND,
        help_text="Left empty, there are cards for about six in ten of what all ideas need: enough to have to choose.",
        error_messages={"invalid": "That is no whole number. Nothing was dealt."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ideas: Any = self.fields["ideas"]
        ideas.choices = [
            (one.pk, f"{one.text} ({needs} {'card' if needs == 1 else 'cards'})") for one, needs in fundable()
        ]
        self.fields["players"].queryset = who_may_play()  # type: ignore[attr-defined]

    def clean_ideas(self) -> list[int]:
        found: list[int] = self.cleaned_data["ideas"]
        if len(found) > MOST_AT_ONCE:
            raise forms.ValidationError(f"That is more than {MOST_AT_ONCE}: choose the ones that matter now.")
        return found


def placed_in(post: Any, improvement_ids: list[int], with_words: bool) -> tuple[list[Placed], list[str]]:
    """What somebody placed, by number, and what was wrong with it. An idea without both numbers is not placed."""
    placed, wrong = [], []
    for pk in improvement_ids:
        x, y = post.get(f"x-{pk}", "").strip(), post.get(f"y-{pk}", "").strip()
        words = " ".join(clean_text(post.get(f"words-{pk}", "")).split())[:300] if with_words else ""
        if not x and not y:
            continue
        if _from_one_to_ten(x) and _from_one_to_ten(y):
            placed.append(Placed(pk, int(x), int(y), words))
        else:
            wrong.append("Each needs two whole numbers from 1 to 10. What has both was kept.")
    return placed, wrong[:1]


def _from_one_to_ten(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 3 and 1 <= int(text) <= 10
