"""The weeks of an improvement's number: before it was done and after it."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import F, Q, QuerySet, Sum

from wellserved.improvements.models import Improvement
from wellserved.improvements.queries.board import improvements_visible_to
from wellserved.improvements.rules.checking import WEEKS_BEFORE, monday_of
from wellserved.improvements.shapes import Weeks
from wellserved.people.shapes import Actor
from wellserved.tallies.queries import tallied_days

WEEK = timedelta(weeks=1)
FELT = sum((F(f"felt_{face}") for face in range(2, 6)), start=F("felt_1"))
SHARES = {
    "bullseye": (F("bullseye"), F("both")),
    "achieved": (F("achieved_yes"), F("achieved_no") + F("achieved_partly") + F("achieved_yes")),
    "felt": (F("felt_5"), FELT),
}


def checks_visible_to(actor: Actor) -> QuerySet[Improvement]:
    """Done ideas whose number this person may see: their teams', everybody's for who sees all, and what they own."""
    done = improvements_visible_to(actor).filter(done_on__isnull=False, state__in=("done", "checked"))
    if actor.sees_all:
        return done
    return done.filter(Q(team__in=actor.team_ids) | Q(owner_id=actor.member_id or 0))


def weeks_around(one: Improvement, last: date) -> tuple[Weeks, Weeks]:
    """Whole weeks before the one in which it was done, and after it up to this day or the day of looking. One query.

    Only those whom we asked: a door that opens meanwhile would change who answers.
    """
    assert one.done_on is not None and one.check_on is not None
    done = monday_of(one.done_on)
    first, end = done - WEEKS_BEFORE * WEEK, min(one.check_on, monday_of(last))
    hits, sizes = SHARES[one.number]
    rows = tallied_days().filter(came_by=0, day__gte=first, day__lt=max(end, done))
    if one.team_id:
        rows = rows.filter(team=one.team_id)
    if one.service_id:
        rows = rows.filter(service=one.service_id)
    counted: dict[date, tuple[int, int]] = {}
    for day, k, n in rows.order_by().values("day").annotate(k=Sum(hits), n=Sum(sizes)).values_list("day", "k", "n"):
        before = counted.get(monday_of(day), (0, 0))
        counted[monday_of(day)] = (before[0] + k, before[1] + n)
    return _side(counted, first, done), _side(counted, done + WEEK, end)


def _side(counted: dict[date, tuple[int, int]], first: date, end: date) -> Weeks:
    """From the first week that has answers on, for before it nobody was asked."""
    mondays = [first + i * WEEK for i in range(max(0, (end - first).days // 7))]
    found = [counted.get(monday, (0, 0)) for monday in mondays]
    while found and not found[0][1]:
        found, mondays = found[1:], mondays[1:]
    return Weeks(mondays[0] if mondays else first, tuple(k for k, _ in found), tuple(n for _, n in found))
