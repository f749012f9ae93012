"""A client's bullseyes by month, as far as this person may see them."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Sum
from django.db.models.functions import TruncMonth

from wellserved.insight.baselines import rules
from wellserved.insight.baselines.shapes import Baseline
from wellserved.kit.clock import local_day, now
from wellserved.people.shapes import Actor
from wellserved.tallies.queries import tallied_client_days


def baseline_visible_to(actor: Actor, client_id: int) -> Baseline:
    """In one query. A lead sees what was said about their own teams."""
    this_month = rules.month_of(local_day(now(), settings.TIME_ZONE))
    rows = tallied_client_days().filter(
        client=client_id, both__gt=0, day__gte=rules.months_back(this_month, rules.MOST)
    )
    if not actor.sees_all:
        rows = rows.filter(team__in=actor.team_ids)
    sums = rows.annotate(month=TruncMonth("day")).values("month").annotate(hit=Sum("bullseye"), n=Sum("both"))
    return rules.baseline_of({row["month"]: (row["hit"], row["n"]) for row in sums.order_by()}, this_month)
