"""The lines of Today about telling people what came of what they said, and about the next round."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from django.conf import settings
from django.urls import reverse

from wellserved.kit import saying
from wellserved.kit.clock import local_day
from wellserved.listening.models import Call, Round
from wellserved.site import rules
from wellserved.site.queries.round_lines import names_of
from wellserved.site.shapes import Line

AT_MOST = 60
MOST_ROUNDS = 3


def telling_lines(calls: Sequence[Call]) -> list[Line]:
    """One for each round whose meeting has decided, and whose participants wait to hear of it."""
    return [_line(list(some)) for _, some in groupby(calls[:AT_MOST], key=lambda call: call.round_id)]


def planned_lines(rounds: Sequence[Round], moment: datetime) -> list[Line]:
    """One for each round that the calendar has planned, and nobody has begun."""
    today = local_day(moment, settings.TIME_ZONE)
    return [
        Line(
            f"{one.name} is planned. Will you begin it?",
            f"First calls {saying.date_in_words(one.first_day, today)} · nobody is drawn until you say so",
            reverse("round", args=[one.pk]),
            "Look at it",
            rules.DUE,
        )
        for one in rounds[:MOST_ROUNDS]
    ]


def _line(calls: Sequence[Call]) -> Line:
    one = calls[0].round
    grey = f"{names_of(calls)} · {one.name}"
    if len(calls) == 1:
        said = f"You have yet to tell {calls[0].contact} what came of your call."
        return Line(said, grey, reverse("call_telling", args=[calls[0].pk]), "Read the letter", rules.DUE, one.ended_at)
    said = f"You have yet to tell {saying.number(len(calls))} people what came of your calls."
    return Line(said, grey, reverse("round_telling", args=[one.pk]), "Tell them", rules.DUE)
