"""The lines of Today about cases: those that wait for me, those that are late with others, who is served by whom."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from wellserved.cases.queries.listing import CaseLine, late_cases_of_others, late_with_others, waiting_for
from wellserved.cases.queries.serving import holding, in_the_way
from wellserved.kit import saying
from wellserved.kit.text import beginning
from wellserved.people.shapes import Actor
from wellserved.site import rules
from wellserved.site.queries.waiting import Waiting
from wellserved.site.shapes import Line


def cases_looked_for(actor: Actor) -> dict[str, QuerySet[Any]]:
    """What is fetched only where there is any."""
    late = {"late cases": late_cases_of_others(actor)} if actor.leads else {}
    return {"reassignments": holding(actor), **late}


def case_lines(actor: Actor, moment: datetime, there: Waiting) -> list[Line]:
    """At most four queries."""
    lines = [_line(one, moment) for one in waiting_for(actor)] if there.has("cases") else []
    if there.has("late cases"):
        late, since = late_with_others(actor)
        if late and since:
            what = "One case is" if late == 1 else f"{saying.number(late).capitalize()} cases are"
            grey = f"The oldest came in {saying.day(since, moment, settings.TIME_ZONE)}"
            href = f"{reverse('cases')}?show=late"
            said = f"{what} late with others."
            lines.append(Line(said, grey, href, "See with whom", rules.TEAM_LATE, late=True))
    for row, interaction in in_the_way(actor, limit=3) if there.has("reassignments") else ():
        said = f"{row.contact} is served by {row.away_from} again."
        grey = f"They asked for somebody else{f': {row.to} was to serve them' if row.to else ''}"
        href = reverse("interaction", args=[interaction.pk])
        mailed = "Somebody is served by a person whom they asked not to be served by."
        lines.append(Line(said, grey, href, "Look at it", rules.OVERDUE, interaction.created_at, in_mail=mailed))
    return lines


def _line(one: CaseLine, moment: datetime) -> Line:
    case = one.case
    what = {"received": "to be acknowledged", "acknowledged": "to be answered", "investigating": "to be answered"}
    owed = "they wrote again: to be read" if one.wrote_again else what.get(case.state, "")
    when = saying.by_moment(one.due, moment, settings.TIME_ZONE) if one.due else ""
    said = (
        f"{one.who} would like to be served by somebody else."
        if case.kind == "change"
        else f"“{beginning(case.title, 110)}”"
    )
    grey = " · ".join(part for part in (one.who, str(case.client or ""), f"{owed} {when}".strip()) if part)
    button = "Read it" if case.state == "received" or one.wrote_again else "Open the case"
    low = case.kind == "complaint" and case.state == "received"
    urgency = rules.urgency(low, one.due, moment)
    due = "to be read" if one.wrote_again else owed
    mailed = f"A case waits that {'was' if one.late else 'is'} {due} {when}".strip() + "." if due else "A case waits."
    return Line(said, grey, reverse("case", args=[case.pk]), button, urgency, one.due, one.late, mailed)
