"""A client's bullseyes by month, as far as this person may see them."""

from __future__ import annotations

from django.conf import settings

from wellserved.insight.baselines import rules
from wellserved.insight.baselines.shapes import Baseline
from wellserved.kit.clock import local_day, now
from wellserved.people.shapes import Actor
from wellserved.tallies.queries import Where, sums


def baseline_visible_to(actor: Actor, client_id: int) -> Baseline:
    """In one query. A lead sees what was said about their own teams."""
    this_month = rules.month_of(local_day(now(), settings.TIME_ZONE))
    first = rules.months_back(this_month, rules.MOST)
    where = Where(first, client=client_id, team=None if actor.sees_all else tuple(actor.team_ids))
    rows = sums(where, by=["month"], columns=("bullseye", "both"))
    return rules.baseline_of({row["month"]: (row["bullseye"], row["both"]) for row in rows if row["both"]}, this_month)
