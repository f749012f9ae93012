"""Letters that came in and wait for somebody, on Today."""

from __future__ import annotations

from django.urls import reverse

from wellserved.kit import saying
from wellserved.mail.queries import kept_letters
from wellserved.site import rules
from wellserved.site.queries.waiting import Waiting
from wellserved.site.shapes import Line


def letter_lines(there: Waiting) -> list[Line]:
    """One line for all of them, for those who may open them, and only asked for by them."""
    if not there.has("letters") or not (waiting := kept_letters().count()):
        return []
    said = (
        "A letter came in that nobody"
        if waiting == 1
        else f"{saying.number(waiting).capitalize()} letters came in that nobody"
    )
    grey = "None was thrown away; some may be hard to read."
    return [
        Line(f"{said} took.", grey, reverse("letters_in"), "Look at them" if waiting > 1 else "Look at it", rules.DUE)
    ]
