"""What is typed in another language than the page speaks."""

from __future__ import annotations

from typing import TypeVar

from django import forms

from wellserved.kit.languages import direction

F = TypeVar("F", bound=forms.Form)


def written_in(language: str, form: F) -> F:
    """The form, whose words are in this language and run its way; its labels stay as they are."""
    form.fields["words"].widget.attrs.update({"lang": language, "dir": direction(language)})
    return form
