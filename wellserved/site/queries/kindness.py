"""Lines of Today about each other: a hard one, news that was brought, praise to pass on, a phrase that was quoted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from wellserved.hardones.models import HardOne
from wellserved.kit import saying
from wellserved.kit.text import beginning
from wellserved.kudos.queries.suggestions import suggestions_for
from wellserved.passages.models import Passage, PassedOn
from wellserved.passages.queries import brought_to, open_quotes
from wellserved.people.shapes import Actor
from wellserved.site import rules
from wellserved.site.queries.waiting import Waiting
from wellserved.site.shapes import Line
from wellserved.surveys.queries.answers import SOURCE_KIND

LOOKED_AT = 20


def hard_line(hard_one: HardOne, moment: datetime) -> Line:
    """Somebody asks for support."""
    when = saying.moment(hard_one.at, moment, settings.TIME_ZONE)
    href = reverse("hard_one", args=[hard_one.pk])
    said = f"{hard_one.member} had a hard one."
    mailed = "A colleague asked for you."
    return Line(said, f"They asked for you · {when}", href, "Be there", rules.CALLED, hard_one.at, in_mail=mailed)


def kindness_looked_for(actor: Actor) -> dict[str, QuerySet[Any]]:
    """What is fetched only where there is any."""
    looked_for: dict[str, QuerySet[Any]] = {"brought": brought_to(actor.member_id, SOURCE_KIND)}
    if actor.leads:
        looked_for |= {"quotes": open_quotes(actor, SOURCE_KIND), "praise": suggestions_for(actor)}
    return looked_for


def kindness_lines(actor: Actor, there: Waiting) -> list[Line]:
    """At most three queries: what was brought to me, and, for whoever leads, what is to be passed on or taken up."""
    lines = []
    if there.has("brought"):
        lines += [_brought_line(row) for row in brought_to(actor.member_id, SOURCE_KIND)[: rules.SHOWN]]
    if there.has("quotes") and (quoting := list(_quoting(actor))):
        said = f"{_many(len(quoting), 'comment quotes', 'comments quote')} a phrase from your guide."
        grey = ", ".join(dict.fromkeys(f"“{phrase}”" for _, phrase in quoting[:3]))
        one = reverse("feedback_one", args=[quoting[0][0]])
        href = one if len(quoting) == 1 else f"{reverse('feedback')}?show=quotes"
        lines.append(Line(said, grey, href, "Look at it", rules.DUE))
    if there.has("praise") and (praise := list(suggestions_for(actor)[:LOOKED_AT])):
        said = f"{_many(len(praise), 'comment reads', 'comments read')} like praise."
        grey = f"“{beginning(praise[0].response.words, 90)}”"
        one = reverse("kudos_suggestion", args=[praise[0].pk])
        href = one if len(praise) == 1 else reverse("kudos_suggestions")
        lines.append(Line(said, grey, href, "Pass it on", rules.DUE))
    return lines


def _quoting(actor: Actor) -> QuerySet[Passage, tuple[int, str]]:
    return open_quotes(actor, SOURCE_KIND).values_list("source_id", "quotes")[:LOOKED_AT]


def _brought_line(row: PassedOn) -> Line:
    who = row.by.first_name if row.by else "Somebody"
    grey = f"What was right about it: “{beginning(row.what_was_right, 90)}”"
    said = f"{who} has brought something to you."
    return Line(said, grey, reverse("feedback_one", args=[row.passage.source_id]), "See it", rules.DUE, row.at)


def _many(count: int, one: str, more: str) -> str:
    if count >= LOOKED_AT:
        return f"More than {LOOKED_AT - 1} {more}"
    return f"One {one}" if count == 1 else f"{saying.number(count).capitalize()} {more}"
