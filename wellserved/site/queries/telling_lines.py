"""The lines of Today about telling people what came of what they said."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from django.urls import reverse

from wellserved.kit import saying
from wellserved.listening.models import Call
from wellserved.site import rules
from wellserved.site.queries.round_lines import names_of
from wellserved.site.shapes import Line

AT_MOST = 60


def telling_lines(calls: Sequence[Call]) -> list[Line]:
    """One for each round whose meeting has decided, and whose participants wait to hear of it."""
    return [_line(list(some)) for _, some in groupby(calls[:AT_MOST], key=lambda call: call.round_id)]


def _line(calls: Sequence[Call]) -> Line:
    one = calls[0].round
    grey = f"{names_of(calls)} · {one.name}"
    if len(calls) == 1:
        said = f"{calls[0].contact} waits to hear what came of your call."
        return Line(said, grey, reverse("call_telling", args=[calls[0].pk]), "Read the letter", rules.DUE, one.ended_at)
    said = f"{saying.number(len(calls)).capitalize()} people wait to hear what came of your calls."
    return Line(said, grey, reverse("round_telling", args=[one.pk]), "Tell them", rules.DUE)
