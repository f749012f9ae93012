"""Calls for a lead, and people who walked out."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q, QuerySet

from wellserved.doors.models import LeadCall
from wellserved.kit.clock import now
from wellserved.people.models import Member
from wellserved.people.queries import lead_of, manager_of
from wellserved.people.shapes import Actor

STILL_NOW = timedelta(hours=12)  # whoever called before that is not at the desk any more


def lead_calls_visible_to(actor: Actor) -> QuerySet[LeadCall]:
    """A lead's teams'; a manager's all; a member's the ones they wrote down themselves."""
    calls = LeadCall.objects.select_related("team", "service", "taken_by", "noted_by", "door").order_by("-at", "-pk")
    if actor.sees_all:
        return calls
    return calls.filter(Q(team_id__in=actor.led_team_ids) | Q(noted_by_id=actor.member_id or 0))


def open_calls_for(actor: Actor) -> QuerySet[LeadCall]:
    """Somebody waits for a lead now; nobody has gone yet."""
    if not actor.leads:
        return LeadCall.objects.none()
    return lead_calls_visible_to(actor).filter(outcome=LeadCall.Outcome.OPEN, at__gte=now() - STILL_NOW)


def called_for(team_id: int | None) -> list[Member]:
    """Whom a call reaches: all who lead the team; without any, whom their people report to; else every manager."""
    here = Member.objects.filter(left_at=None).select_related("account").order_by("pk")
    if team_id:
        leads = list(here.filter(memberships__team_id=team_id, memberships__leads=True).distinct())
        if leads:
            return leads
        first = lead_of(team_id) or here.filter(memberships__team_id=team_id).first()
        above = manager_of(first.pk) if first else None
        if above:
            return list(here.filter(pk=above.pk))
    managers = list(here.filter(account__role="manager", account__is_active=True))
    return managers or list(here.filter(account__role="admin", account__is_active=True))


def called_next(call: LeadCall) -> list[Member]:
    """Whom a call reaches that climbs once more: whom those report to who were called, then all managers."""
    here = Member.objects.filter(left_at=None).select_related("account").order_by("pk")
    first = called_for(call.team_id)
    managers = list(here.filter(account__role="manager", account__is_active=True))
    above = [manager for member in first if (manager := manager_of(member.pk))] if call.rung == 1 else []
    told = {member.pk for member in first}
    found = {member.pk: member for member in (above or managers) if member.pk not in told}
    return list(found.values())
