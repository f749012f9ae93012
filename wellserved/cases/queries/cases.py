"""Which cases somebody may see, and which of them they may work on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from wellserved.cases.models import Case, CasePolicy, Concern, Reading
from wellserved.cases.rules.clocks import Clocks
from wellserved.cases.rules.moving import CLOSED, OPEN
from wellserved.people.shapes import Actor

LATE = "late"


def cases_visible_to(actor: Actor) -> QuerySet[Case]:
    """One's own; a lead's teams'; a manager's all: but never what is about oneself, unless the team lets members read.

    What is about somebody who leads is seen by whom it rests with, and by managers; a request to be served by
    somebody else by whom it rests with alone. An API token, behind which anybody may sit, sees neither.
    """
    me = actor.member_id or 0
    private = Q(kind=Case.Kind.CHANGE)
    if actor.sees_all:
        seen = ~private
        if actor.member_id is None and actor.by.kind == "token":
            seen &= Q(passed_over=False)
    else:
        seen = Q(team_id__in=actor.led_team_ids, passed_over=False) & ~private
    seen |= Q(lead_id=me) | (Q(owner_id=me) & ~private)
    if not actor.leads:
        seen |= _readable_about(me)
        return Case.objects.filter(seen).exclude(_about(me) & ~_readable_about(me))
    return Case.objects.filter(seen).exclude(_about(me))


def cases_worked_by(actor: Actor) -> QuerySet[Case]:
    """Those that one may move, write on and see the notes of: never as the one concerned."""
    return cases_visible_to(actor).exclude(_about(actor.member_id or 0))


def hidden_from(actor: Actor) -> QuerySet[Case]:
    """What the journal leaves out for this actor."""
    return Case.objects.exclude(pk__in=cases_visible_to(actor).values("pk"))


def readers_of(case: Case) -> QuerySet[Reading, Any]:
    """Who opened it, each once, whoever did so last first; and how often."""
    readers = case.readings.order_by().values("member__name", "by_kind", "by_id")
    return readers.annotate(last=Max("at"), times=Count("pk")).order_by("-last")


def is_concerned(case: Case, member_id: int | None) -> bool:
    return member_id is not None and Concern.objects.filter(case=case, member_id=member_id).exists()


def clocks_of(case: Case) -> Clocks:
    """The clocks as the rules want them."""
    return Clocks(
        state=case.state,
        acknowledge_by=case.acknowledge_by,
        answer_by=case.answer_by,
        read_by=case.read_by,
        paused_at=case.paused_at,
        paused_until=case.paused_until,
        told_acknowledge=case.told_acknowledge,
        told_answer=case.told_answer,
        told_words=case.told_words,
    )


def due_of(case: Case) -> datetime | None:
    """The clock that runs out first, of those that run."""
    return min((clock.due for clock in clocks_of(case).running()), default=None)


def late_at(moment: datetime) -> Q:
    """A clock has run out."""
    runs = Q(paused_at=None)
    return (
        (runs & Q(state=Case.State.RECEIVED, acknowledge_by__lt=moment))
        | (runs & Q(state__in=OPEN, answer_by__lt=moment))
        | Q(read_by__lt=moment)
    )


def still_open() -> Q:
    """Not answered yet, or somebody's words wait to be read."""
    return Q(state__in=OPEN) | (~Q(state=CLOSED) & Q(read_by__isnull=False)) | Q(read_by__isnull=False)


def _about(member_id: int) -> Q:
    return Q(Exists(Concern.objects.filter(case=OuterRef("pk"), member_id=member_id)))


def _readable_about(member_id: int) -> Q:
    """About this member, and its team lets members read what is about them."""
    own = CasePolicy.objects.filter(team_id=OuterRef("team_id"))
    usual = CasePolicy.objects.filter(team=None, members_read=True)
    lets = Q(Exists(own.filter(members_read=True))) | (~Q(Exists(own)) & Q(Exists(usual)))
    return _about(member_id) & lets & Q(passed_over=False) & ~Q(kind=Case.Kind.CHANGE)
