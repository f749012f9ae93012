"""An explanation begun, written and addressed."""

from __future__ import annotations

from typing import Any

from django import forms

from wellserved.explanations.shapes import EXTRAS, LONGEST, SECTIONS, PageFormat
from wellserved.kit.languages import LANGUAGES
from wellserved.kit.text import clean_text
from wellserved.people.models import Contact, Member, Team
from wellserved.people.rules import fold

LABELS = {
    "asked": "You asked",
    "numbers": "Figures at the top",
    "did": "What we did",
    "why": "Why this way",
    "costs": "What it costs",
    "next": "What next",
    "annex": "For whoever looks after it",
}
ROWS = {"asked": 2, "did": 4, "why": 5, "costs": 2, "next": 2, "numbers": 3, "annex": 5}
ORDER = ("asked", "numbers", "did", "why", "costs", "next", "annex")


class Text(forms.CharField):
    """Words as they are kept: what cannot be stored, or only deceives the reader, is nothing."""

    def __init__(self, label: str, rows: int, **more: Any) -> None:
        super().__init__(
            label=label,
            required=False,
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
            error_messages={"max_length": "That is far more than fits on a page. Nothing was lost: make it shorter."},
            **more,
        )

    def to_python(self, value: Any) -> Any:
        return clean_text(str(value or ""))


class WritingForm(forms.Form):
    """The plain fields that a page is written in; the format says what each is for."""

    title = forms.CharField(label="What does it say, in a line?", max_length=120)
    format = forms.ChoiceField(label="Format")

    def __init__(self, *args: Any, formats: list[PageFormat], used: PageFormat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.key, one.name) for one in formats]
        if used.key not in {key for key, _ in choices}:
            choices.append((used.key, used.name))
        self.fields["format"].choices = choices  # type: ignore[attr-defined]
        self.fields["format"].help_text = used.about
        for name in ORDER:
            if name in EXTRAS and name != _EXTRA_OF.get(used.template):
                continue
            self.fields[name] = Text(LABELS[name], ROWS[name], help_text=used.prompts.get(name, ""))

    def texts(self, before: Any) -> dict[str, str]:
        """Every text; a field that this format does not show stays as it was."""
        return {
            name: self.cleaned_data.get(name, getattr(before, name)) if name in self.fields else getattr(before, name)
            for name in (*SECTIONS, *EXTRAS)
        }


_EXTRA_OF = {"numbers": "numbers", "annex": "annex", "own": "numbers"}


class NewForm(forms.Form):
    """Whom it is for, and what they asked."""

    contact = forms.CharField(
        label="Who asked?",
        max_length=254,
        help_text="Their e-mail address, or their name as it stands under Contacts.",
    )
    title = forms.CharField(label="What is it about, in a line?", max_length=120)
    asked = Text("What did they ask?", 3, help_text="As they would say it. You can change it later.")
    team = forms.ModelChoiceField(Team.objects.none(), label="Which team explains?", empty_label=None)
    format = forms.ChoiceField(label="Format", help_text="You can change it at any time.")

    def __init__(self, *args: Any, teams: Any, formats: list[PageFormat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]
        self.fields["format"].choices = [(one.key, one.name) for one in formats]  # type: ignore[attr-defined]

    def clean_contact(self) -> Contact:
        return found_contact(self.cleaned_data["contact"])


class AddressForm(forms.Form):
    """Whom it is for, in which language, and who signs."""

    contact = forms.CharField(
        label="Who is it for?",
        max_length=254,
        help_text="Their e-mail address, or their name as it stands under Contacts.",
    )
    language = forms.ChoiceField(label="In which language?", choices=list(LANGUAGES.items()))
    executive = forms.ModelChoiceField(
        Member.objects.none(),
        label="Who signs it?",
        required=False,
        empty_label="Whoever writes it",
        help_text="Usually who answers for this client.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Member.objects.filter(left_at=None).order_by("name_key", "id")
        self.fields["executive"].queryset = here  # type: ignore[attr-defined]

    def clean_contact(self) -> Contact:
        return found_contact(self.cleaned_data["contact"])


def found_contact(text: str) -> Contact:
    """By address, or by a name that only one contact has."""
    said = " ".join(clean_text(text).split())
    if "@" in said:
        contact = Contact.objects.select_related("client__executive").filter(email__iexact=said).first()
        if contact is None:
            raise forms.ValidationError(
                "We know nobody with this address. Add them under Contacts first; nothing was lost."
            )
        return contact
    rows = list(Contact.objects.select_related("client__executive").filter(name_key=fold(said))[:2])
    if len(rows) != 1:
        many = "Several people are called so. Write their e-mail address." if rows else "We know nobody of this name."
        raise forms.ValidationError(f"{many} Nothing was lost.")
    return rows[0]
