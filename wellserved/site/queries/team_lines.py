"""The lines of Today about what is late with others whom one leads: one for comments, one for promises."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse

from wellserved.kit import saying
from wellserved.passages.models import Passage
from wellserved.passages.queries import WAITING, passages_visible_to
from wellserved.people.shapes import Actor
from wellserved.promises.models import Promise
from wellserved.promises.queries import promises_visible_to
from wellserved.site import rules
from wellserved.site.queries.waiting import Waiting
from wellserved.site.shapes import Line


def teams_looked_for(actor: Actor, moment: datetime) -> dict[str, QuerySet[Any]]:
    """What is counted only where there is any."""
    if not actor.leads:
        return {}
    return {"late comments": _late_comments(actor, moment), "late promises": _late_promises(actor, moment)}


def team_lines(actor: Actor, moment: datetime, there: Waiting) -> list[Line]:
    """At most two queries."""
    lines = []
    if there.has("late comments"):
        lines += _comments_line(_late_comments(actor, moment), moment)
    if there.has("late promises"):
        lines += _promises_line(_late_promises(actor, moment), moment)
    return lines


def _comments_line(late: QuerySet[Passage], moment: datetime) -> list[Line]:
    counted = late.order_by().aggregate(n=Count("pk"), low=Count("pk", filter=Q(low=True)), since=Min("read_by"))
    if not counted["n"]:
        return []
    what = "One comment has" if counted["n"] == 1 else f"{saying.number(counted['n']).capitalize()} comments have"
    grey = f"The oldest was owed a reader {saying.day(counted['since'], moment, settings.TIME_ZONE)}"
    if counted["low"]:
        grey += f" · {saying.number(counted['low'])} low"
    href = f"{reverse('feedback')}?show=late"
    return [Line(f"{what} waited too long in your teams.", grey, href, "See with whom", rules.TEAM_LATE, late=True)]


def _promises_line(late: QuerySet[Promise], moment: datetime) -> list[Line]:
    counted = late.order_by().aggregate(n=Count("pk"), since=Min("due_at"))
    if not counted["n"]:
        return []
    what = "One promise is" if counted["n"] == 1 else f"{saying.number(counted['n']).capitalize()} promises are"
    grey = f"The oldest was due {saying.day(counted['since'], moment, settings.TIME_ZONE)}"
    href = f"{reverse('promises')}?show=teams"
    return [Line(f"{what} overdue in your teams.", grey, href, "See whose", rules.TEAM_LATE, late=True)]


def _late_comments(actor: Actor, moment: datetime) -> QuerySet[Passage]:
    late = passages_visible_to(actor).filter(WAITING, read_by__lt=moment)
    return late.exclude(reader_id=actor.member_id or 0)


def _late_promises(actor: Actor, moment: datetime) -> QuerySet[Promise]:
    late = promises_visible_to(actor).filter(state=Promise.State.OPEN, due_at__lt=moment)
    return late.exclude(member_id=actor.member_id or 0)
