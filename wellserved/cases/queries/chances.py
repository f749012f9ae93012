"""Second chances, as pairs: how it was, and how it was the next time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from wellserved.cases.models import Case
from wellserved.cases.queries.cases import cases_visible_to
from wellserved.measures import Interval, wilson
from wellserved.people.shapes import Actor

SHOWS = {"": "All", "waiting": "Waiting", "recovered": "Recovered", "lost": "Lost", "lapsed": "Lapsed"}
FEW = 5


@dataclass(frozen=True)
class Chances:
    """How many there are of each, and the share that was won back."""

    counts: Mapping[str, int]
    rate: Interval

    @property
    def settled(self) -> int:
        return self.counts.get("recovered", 0) + self.counts.get("lost", 0)

    @property
    def too_few(self) -> bool:
        return self.settled < FEW


def chances_visible_to(actor: Actor) -> QuerySet[Case]:
    """Cases with a second chance, the newest first, each with both answers."""
    cases = cases_visible_to(actor).exclude(chance=Case.Chance.NONE)
    return cases.select_related("contact", "client", "team", "response", "chance_response__invitation").order_by(
        "-chance_since", "-pk"
    )


def chances_counted(actor: Actor) -> Chances:
    """One query. The rate is of those that were settled, by an answer; with its 95 % range."""
    rows = chances_visible_to(actor).order_by().values("chance").annotate(n=Count("pk"))
    counts = {str(row["chance"]): int(row["n"]) for row in rows}
    won, lost = counts.get("recovered", 0), counts.get("lost", 0)
    return Chances(counts, wilson(won, won + lost))
