"""The lines of Today about pages that explain: one that waits for one's eye, and one's own that came back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from wellserved.explanations.models import Explanation
from wellserved.explanations.queries.explanations import on_the_desk_of
from wellserved.kit import saying
from wellserved.kit.text import beginning
from wellserved.people.shapes import Actor
from wellserved.site import rules
from wellserved.site.queries.waiting import Waiting
from wellserved.site.shapes import Line

SHOWN = 5


def explanation_lines(actor: Actor, there: Waiting, moment: datetime) -> list[Line]:
    """One query where there is any, otherwise none."""
    pages: Sequence[Explanation] = there.fetch("explanations", on_the_desk_of(actor))[:SHOWN]
    return [_line(one, moment) for one in pages]


def _line(one: Explanation, moment: datetime) -> Line:
    """The title of a page may be words of a client: a letter says that there is one."""
    whom = f"for {one.contact or one.client}" if one.contact or one.client else ""
    if one.state == Explanation.State.RETURNED:
        says, button, grey = "came back with remarks.", "See the remarks", f"Your page {whom}".strip()
        in_mail = "A page of yours came back with remarks."
    else:
        says, button, grey = "waits for your eye.", "Read it", f"{one.writer.first_name} wrote it {whom}".strip()
        in_mail = "A page waits for your eye."
        if one.submitted_at:
            grey += f" · handed over {saying.moment(one.submitted_at, moment, settings.TIME_ZONE)}"
    return Line(
        f"“{beginning(one.title, 90)}” {says}",
        grey,
        reverse("explanation", args=[one.pk]),
        button,
        rules.DUE,
        one.submitted_at,
        in_mail=in_mail,
    )
