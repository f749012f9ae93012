"""A line and a day as this room takes them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from wellserved.kit.text import clean_text


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
