"""A copy of the notes as a page sends it, and what else is filled in around a call, into shapes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from django import forms
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from wellserved.kit.clock import now
from wellserved.kit.text import clean_text
from wellserved.listening.actions.noting import MOST_LINES
from wellserved.listening.rules.merging import PROMISED, Line
from wellserved.promises.forms import when_field

MOST_BYTES = 600_000  # of one copy, on its way here
LONGEST_LINE = 20_000
LONGEST_AGO = 60 * 86_400
FARTHEST = 1e9


def _storable(text: str) -> str:
    """The page cleans what is typed; what still cannot be stored is refused whole, so that no two copies differ."""
    if clean_text(text) != text.strip():
        raise ValueError("there are characters in it that cannot be kept")
    return text


class LineIn(BaseModel):
    """One line of a copy."""

    model_config = ConfigDict(extra="forbid")
    id: UUID
    question: int = Field(ge=0, le=PROMISED)
    place: float = Field(ge=-FARTHEST, le=FARTHEST, allow_inf_nan=False)
    text: Annotated[str, AfterValidator(_storable)] = Field(max_length=LONGEST_LINE)
    is_quote: bool = False
    new_paragraph: bool = False
    revision: int = Field(1, ge=1, le=2_000_000_000)
    beside: UUID | None = None
    removed: bool = False

    def line(self) -> Line:
        return Line(**self.model_dump())


class NotesIn(BaseModel):
    """A whole copy: its lines, and how many seconds ago the call began and ended, by the page's own clock."""

    model_config = ConfigDict(extra="forbid")
    lines: list[LineIn] = Field(max_length=MOST_LINES)
    began_ago: int | None = Field(None, ge=0, le=LONGEST_AGO)
    ended_ago: int | None = Field(None, ge=0, le=LONGEST_AGO)


_LINES = TypeAdapter(list[LineIn])


def read_notes(body: bytes) -> NotesIn:
    """A ValueError where it cannot be used."""
    return NotesIn.model_validate_json(body)


def read_shown(text: str) -> list[Line]:
    """The lines that a page without a script had shown; none, where that was lost or changed on the way."""
    try:
        return [line.line() for line in _LINES.validate_json(text)]
    except ValidationError:
        return []


def as_json(lines: list[Line]) -> list[dict[str, Any]]:
    """Lines as a page gets them."""
    return [LineIn.model_construct(**vars(line)).model_dump(mode="json") for line in lines]


class LaterForm(forms.Form):
    """Call me later: at a time that was agreed on, or whenever they choose one."""

    starts_at = when_field("At this time")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="later_%s")
        self.fields["starts_at"].required = False

    def clean_starts_at(self) -> datetime | None:
        wanted: datetime | None = self.cleaned_data["starts_at"]
        if wanted and wanted <= now():
            raise forms.ValidationError("That moment has passed. Choose a later one.")
        if wanted and wanted > now() + timedelta(days=120):
            raise forms.ValidationError("That is more than four months away. Choose an earlier day.")
        return wanted


class ThanksForm(forms.Form):
    words = forms.CharField(
        label="What you write",
        max_length=3_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="The greeting and your name stand around it by themselves.",
        error_messages={"required": "Write a sentence or two. Nothing was sent."},
    )

    def clean_words(self) -> str:
        return clean_text(self.cleaned_data["words"])


class CallCaseForm(forms.Form):
    """What they told is owed more than a promise: a complaint, a question, a wish for an explanation."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=[("complaint", "A complaint"), ("question", "A question"), ("explanation", "They want an explanation")],
    )
    words = forms.CharField(
        label="What did they say?",
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write what they said. Nothing was opened."},
    )

    def clean_words(self) -> str:
        return clean_text(self.cleaned_data["words"])
