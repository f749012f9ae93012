"""Reads of this room."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from wellserved.hardones.models import HardOne
from wellserved.people.models import Member
from wellserved.people.queries import lead_of, manager_of
from wellserved.people.shapes import Actor


def hard_ones_visible_to(actor: Actor) -> QuerySet[HardOne]:
    """One's own, those one was asked about, and those asked of somebody who reports to one."""
    me = actor.member_id or 0
    seen = Q(member_id=me) | Q(asked_id=me) | (Q(asked__reports_to_id=me) & ~Q(member_id=me))
    return HardOne.objects.filter(seen).select_related("member", "asked", "promise").order_by("-at", "-pk")


def waiting_for(member_id: int | None) -> QuerySet[HardOne]:
    """Those that a member was asked about and has not answered, the longest first."""
    waiting = HardOne.objects.filter(asked_id=member_id or 0, answered_at=None, ended_at=None)
    return waiting.select_related("member").order_by("at", "pk")


def whom_to_ask(member: Member, team_id: int | None) -> Member | None:
    """Who leads the team that served; if that is oneself, whom one reports to; else a manager, else an admin."""
    able = Member.objects.filter(left_at=None, account__is_active=True).exclude(pk=member.pk)
    lead = lead_of(team_id) if team_id else None
    if lead and able.filter(pk=lead.pk).exists():
        return lead
    above = manager_of(member.pk)
    if above and able.filter(pk=above.pk).exists():
        return above
    managers = able.filter(account__role__in=("manager", "admin")).order_by("-account__role", "pk")
    return managers.first()
