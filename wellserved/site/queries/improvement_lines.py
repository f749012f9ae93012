"""The lines of Today about improvements: ideas that wait to be placed, and a number that it is time to look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from wellserved.improvements.models import Improvement, Weighing
from wellserved.improvements.queries.board import to_check
from wellserved.improvements.queries.weighing import waiting_for_me
from wellserved.kit.text import beginning
from wellserved.people.shapes import Actor
from wellserved.site import rules
from wellserved.site.queries.waiting import Waiting
from wellserved.site.shapes import Line


def improvements_looked_for(actor: Actor, today: date) -> dict[str, QuerySet[Any]]:
    """What is fetched only where there is any."""
    return {"to check": to_check(actor, today), "to weigh": waiting_for_me(actor)}


def improvement_lines(actor: Actor, there: Waiting, today: date) -> list[Line]:
    """At most two queries."""
    checks: Sequence[Improvement] = there.fetch("to check", to_check(actor, today))
    weighings: Sequence[Weighing] = there.fetch("to weigh", waiting_for_me(actor))
    lines = [
        Line(
            "Did it help? It is time to look.",
            f"{beginning(one.text, 90)} · done since {one.done_on.day} {one.done_on:%B}" if one.done_on else one.text,
            reverse("improvement_check", args=[one.pk]),
            "Look at the number",
            rules.DUE,
        )
        for one in checks[:3]
    ]
    lines += [
        Line(
            "What do you fear about these ideas?" if one.kind == Weighing.Kind.FEAR else "What are these ideas worth?",
            "Place them privately; nobody sees it until the middle is shown to all",
            reverse("weighing", args=[one.pk]),
            "Place them",
            rules.DUE,
        )
        for one in weighings[:2]
    ]
    return lines
