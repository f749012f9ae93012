"""The clocks strike: what is late is told further up, by mail and in the journal."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from wellserved.calendars.queries import hours_for
from wellserved.cases.actions.handing import find_new_lead
from wellserved.cases.actions.keeping import held, keep, run_again
from wellserved.cases.letters import tell_of_late
from wellserved.cases.models import Case, Concern
from wellserved.cases.queries.cases import clocks_of
from wellserved.cases.queries.people import everybody
from wellserved.cases.rules import clocks
from wellserved.cases.rules.moving import CLOSED
from wellserved.cases.rules.reaching import next_above
from wellserved.journal.actions import record
from wellserved.kit.clock import now

TOLD = {clocks.ACKNOWLEDGE: "told_acknowledge", clocks.ANSWER: "told_answer", clocks.WORDS: "told_words"}


def look_at_clocks(*, limit: int = 100) -> int:
    """Look at the cases whose moment has come; how many there were."""
    due = list(Case.objects.filter(look_at__lte=now()).order_by("look_at", "pk").values_list("pk", flat=True)[:limit])
    for case_id in due:
        _look_at(case_id)
    return len(due)


def give_leads_to_orphans(*, limit: int = 100) -> int:
    """Cases that rest with nobody, or with somebody who has left, go to whoever is next.

    Closed ones, too, as soon as words wait there to be read: nobody else would hear of them.
    """
    alone = Case.objects.filter(~Q(state=CLOSED) | Q(read_by__isnull=False))
    alone = alone.filter(Q(lead=None) | Q(lead__left_at__isnull=False))
    return sum(find_new_lead(case_id=pk) for pk in list(alone.values_list("pk", flat=True)[:limit]))


@transaction.atomic
def _look_at(case_id: int) -> None:
    case = held(case_id)
    moment, hours = now(), hours_for(case.team_id)
    if case.paused_until is not None and case.paused_until <= moment:
        run_again(case)
        record(kind="case.resumed", subject_kind="case", subject_id=case.pk)
    for clock in clocks_of(case).running():
        reached = clocks.level(clock.due, moment, hours)
        for level in range(clock.told + 1, reached + 1):
            if level < reached and level > clocks.MANAGER:
                continue  # weeks that nobody worked through are told once
            to = _told_to(case, level)
            record(
                kind="case.escalated",
                subject_kind="case",
                subject_id=case.pk,
                clock=clock.name,
                level=level,
                to=to,
            )
            tell_of_late(case, clock.name, level, to)
        setattr(case, TOLD[clock.name], max(reached, clock.told))
    keep(case)


def _told_to(case: Case, level: int) -> int | None:
    """First with whom it rests, then whom that one reports to; never anybody whom it concerns."""
    if level == clocks.LEAD and case.lead_id is not None:
        return case.lead_id
    concerned = set(Concern.objects.filter(case=case).values_list("member_id", flat=True))
    return next_above(case.lead_id, concerned, everybody())
