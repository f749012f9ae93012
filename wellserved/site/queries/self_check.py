"""The line on Today that a self-check is due."""

from __future__ import annotations

from django.urls import reverse

from wellserved.people.shapes import Actor
from wellserved.selfchecks.queries import checks_due, this_quarter, until
from wellserved.site import rules
from wellserved.site.shapes import Line


def self_check_lines(actor: Actor) -> list[Line]:
    """One line, however many teams somebody is in; it never pushes out what somebody waits for."""
    due = checks_due(actor)
    if not due:
        return []
    last = until(this_quarter())
    href = reverse("selfcheck", args=[due[0].pk]) if len(due) == 1 else reverse("selfchecks")
    grey = f"Four questions and a guess about {due[0].name if len(due) == 1 else 'your teams'}, by {last.day} {last:%B}"
    return [Line("How is your service these days?", grey, href, "Take the check", rules.DUE)]
