"""Ideas that are weighed or bargained for, and where somebody placed them."""

from __future__ import annotations

from typing import Any

from django import forms

from wellserved.improvements.forms.fields import OneLineField
from wellserved.improvements.models import Improvement, Weighing
from wellserved.improvements.queries.board import to_weigh
from wellserved.improvements.queries.cards import fundable, who_may_play
from wellserved.improvements.rules.cards import MOST_IN_A_HAND
from wellserved.improvements.shapes import Placed
from wellserved.kit.text import clean_text
from wellserved.people.models import Member

MOST_AT_ONCE = 30  # ideas that can be weighed or bargained for at once: nobody has an opinion on more


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
