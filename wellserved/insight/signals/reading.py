"""The weeks of every group, from the tallies: for the job, never for a page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet, Sum

from wellserved.insight.models import Signal
from wellserved.insight.rules import monday_of
from wellserved.insight.shapes import KINDS
from wellserved.insight.signals.judging import WEEKS_READ, Weeks
from wellserved.tallies.queries import tallied_client_days, tallied_days

Counted = tuple[int, date, int, int]  # number, day, bullseyes, answers


def weeks_of_all(monday: date) -> dict[str, list[Weeks]]:
    """Teams, services and clients that anybody answered about, up to this week."""
    first, last = monday - timedelta(weeks=WEEKS_READ - 1), monday + timedelta(days=6)
    known = _known_changes(first, monday)
    return {kind: _weeks(_counted(kind, first, last), first, known[kind]) for kind in KINDS}


def _counted(kind: str, first: date, last: date) -> Iterable[Counted]:
    rows: QuerySet[Any] = tallied_client_days() if kind == "client" else tallied_days()
    some = rows.filter(day__range=(first, last), both__gt=0).exclude(**{kind: 0}).order_by()
    counted: Iterable[Counted] = some.values_list(kind, "day").annotate(a=Sum("bullseye"), b=Sum("both")).iterator()
    return counted


def _weeks(rows: Iterable[Counted], first: date, known: dict[int, date]) -> list[Weeks]:
    hits: dict[int, list[int]] = {}
    sizes: dict[int, list[int]] = {}
    for subject, day, bullseyes, answers in rows:
        if subject not in hits:
            hits[subject], sizes[subject] = [0] * WEEKS_READ, [0] * WEEKS_READ
        place = (monday_of(day) - first).days // 7
        hits[subject][place] += bullseyes
        sizes[subject][place] += answers
    found = []
    for subject in sorted(hits):
        begin = next(i for i, size in enumerate(sizes[subject]) if size)  # weeks before a group began are none
        cut = max(0, (known[subject] - first).days // 7 - begin) if subject in known else 0
        found.append(Weeks(subject, hits[subject][begin:], sizes[subject][begin:], cut))
    return found


def _known_changes(first: date, monday: date) -> dict[str, dict[int, date]]:
    found: dict[str, dict[int, date]] = {kind: {} for kind in KINDS}
    for kind, subject, since in Signal.objects.filter(since__gte=first, week__lt=monday).values_list(
        "kind", "subject", "since"
    ):
        found[kind][subject] = max(since, found[kind].get(subject, since))
    return found
