"""Every read of this room."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from wellserved.doors.models import Door
from wellserved.kudos.models import Kudos, Unlisted
from wellserved.people.models import Member, Team
from wellserved.people.rules import fold
from wellserved.people.shapes import Actor

FOUND_AT_MOST = 60


def kudos_visible_to(actor: Actor) -> QuerySet[Kudos]:
    """Whom it praises, and whom they report to; a manager sees all, and the giver's colleague what they gave."""
    kudos = Kudos.objects.select_related("member", "team", "given_by").order_by("-given_at", "-pk")
    if actor.sees_all:
        return kudos
    me = actor.member_id or 0
    return kudos.filter(Q(member_id=me) | Q(member__reports_to_id=me) | Q(given_by_id=me))


def is_unlisted(member_id: int | None) -> bool:
    return Unlisted.objects.filter(member_id=member_id or 0).exists()


def teams_to_thank(door: Door) -> QuerySet[Team]:
    """The teams whose people can be thanked through this door: its own, or all."""
    teams = Team.objects.filter(archived_at=None).order_by("name_key")
    return teams.filter(pk=door.team_id) if door.team_id else teams


def members_to_thank(door: Door, team: Team | None, text: str = "") -> list[Member]:
    """Who can be found, by team and by name; nobody who left, and nobody who would rather not."""
    members = Member.objects.filter(left_at=None).exclude(pk__in=Unlisted.objects.values("member_id"))
    if door.team_id or team:
        members = members.filter(memberships__team_id=door.team_id or (team.pk if team else 0))
    elif not text:
        return []
    if text:
        members = members.filter(name_key__contains=fold(text))
    return list(members.distinct().order_by("name_key", "pk")[:FOUND_AT_MOST])
