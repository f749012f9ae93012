"""Reads of this room."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from wellserved.people.models import Member, Membership
from wellserved.people.shapes import Actor
from wellserved.promises.models import Promise


def promises_visible_to(actor: Actor) -> QuerySet[Promise]:
    """One's own; a lead's teams' and reports'; a manager's all. A private one is its member's alone."""
    everything = Promise.objects.select_related("member", "contact")
    everything = everything.filter(Q(private=False) | Q(member_id=actor.member_id or 0))
    if actor.sees_all:
        return everything
    seen = Q(member_id=actor.member_id or 0)
    if actor.leads:
        seen |= Q(member_id__in=members_led_by(actor))
    return everything.filter(seen)


def members_led_by(actor: Actor) -> QuerySet[Member, int]:
    """The members of the teams that the actor leads, and who reports to them."""
    in_teams = Membership.objects.filter(team_id__in=actor.led_team_ids).values("member_id")
    led = Q(pk__in=in_teams) | Q(reports_to_id=actor.member_id or 0)
    return Member.objects.filter(led).values_list("pk", flat=True)


def promises_of(member_id: int | None) -> QuerySet[Promise]:
    """The open promises of a member, the most urgent first."""
    open_ones = Promise.objects.filter(member_id=member_id or 0, state=Promise.State.OPEN)
    return open_ones.select_related("contact").order_by("due_at", "pk")
