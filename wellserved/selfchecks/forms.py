"""What somebody says in a self-check."""

from __future__ import annotations

from typing import Any

from django import forms

from wellserved.kit.text import clean_text
from wellserved.selfchecks.models import SelfCheck
from wellserved.selfchecks.shapes import IMPROVE, THOUGHT, CheckSaid
from wellserved.surveys.shapes import FACES, QUALITIES

LONGEST = 2_000


def _choice(label: str, choices: Any, help_text: str = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=[("", "Choose"), *choices], coerce=int, help_text=help_text)


def _words(label: str) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=False, max_length=LONGEST, widget=area)


class CheckForm(forms.Form):
    """The four questions, two guesses, and who may see it."""

    thought = _choice("Have you thought about your service lately?", THOUGHT)
    how = _choice("How is it?", FACES)
    improve = _choice("Can you improve?", IMPROVE)
    improve_how = _words("How?")
    customers_say = _words("What would your customers say about you?")
    predicted_rate = forms.IntegerField(
        label="Of a hundred customers who answer, how many got what they came for and felt great?",
        min_value=0,
        max_value=100,
        help_text="Your guess about the whole team, for this quarter. Do not look it up.",
    )
    predicted_quality = _choice(
        "What will they name most?", [(i, name) for i, (_, name) in enumerate(QUALITIES)], "Of the ten they can choose."
    )
    lead_may_see = forms.BooleanField(label="Let them see this check", required=False)

    def __init__(self, *args: Any, seen_by: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may = self.fields["lead_may_see"]
        if seen_by:
            may.label = f"{' and '.join(seen_by)} may see this check"
            may.help_text = "Otherwise nobody does. You can take it back whenever you like."
        else:
            del self.fields["lead_may_see"]

    def shape(self) -> CheckSaid:
        said = {"lead_may_see": False, **self.cleaned_data}
        for name in ("improve_how", "customers_say"):
            said[name] = clean_text(said[name]).strip()
        return CheckSaid(**said)

    @staticmethod
    def of(check: SelfCheck | None) -> dict[str, Any]:
        return {} if check is None else {name: getattr(check, name) for name in CheckSaid.__dataclass_fields__}
