"""The line on Today that something changed, until somebody has said what it was."""

from __future__ import annotations

from django.urls import reverse

from wellserved.insight.signals import saying
from wellserved.insight.signals.queries import names_of, signals_waiting_for
from wellserved.kit.saying import number
from wellserved.people.shapes import Actor
from wellserved.site import rules
from wellserved.site.queries.waiting import Waiting
from wellserved.site.shapes import Line

COUNTED = 20


def signal_lines(actor: Actor, there: Waiting) -> list[Line]:
    """One line, however many there are. Two or three queries where there is one, otherwise none."""
    if not there.has("signals"):
        return []
    some = list(signals_waiting_for(actor)[:COUNTED])
    if not some:
        return []
    first = some[0]
    said = f"{saying.what(first, names_of([first]).get((first.kind, first.subject), ''))}."
    grey = f"{saying.how_much(first).capitalize()} · more than ordinary wobble"
    if len(some) == 1:
        return [Line(said, grey, reverse("signal", args=[first.pk]), "Look at it", rules.DUE)]
    more = f"{number(len(some) - 1)} more {'has' if len(some) == 2 else 'have'} changed"
    return [Line(said, f"{grey} · {more}", reverse("signals"), "See what changed", rules.DUE)]
