"""The line on Today for what one tries on."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from wellserved.habits.models import Habit
from wellserved.site import rules
from wellserved.site.shapes import Line


def habit_lines(untapped: Sequence[Habit]) -> list[Line]:
    """One line, however many there are; it pushes out nothing that somebody waits for."""
    if not untapped:
        return []
    first = untapped[0]
    href = reverse("habit", args=[first.pk]) if len(untapped) == 1 else reverse("habits")
    others = "" if len(untapped) == 1 else f" and {len(untapped) - 1} more"
    return [Line("Did you do it today?", f"{first.name}{others} · one tap, only you see it", href, "Tap", rules.SETUP)]
