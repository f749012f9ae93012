"""Who can be thanked by name: on the page that thanks, and after an answer."""

from __future__ import annotations

from django.db.models import QuerySet

from wellserved.doors.models import Door
from wellserved.kudos.models import Wish
from wellserved.people.models import Member, Team
from wellserved.people.rules import fold
from wellserved.surveys.models import Invitation

FOUND_AT_MOST = 60


def listed_members() -> QuerySet[Member]:
    """Nobody who left, and nobody who would rather not be found."""
    unlisted = Wish.objects.filter(unlisted_since__isnull=False).values("member_id")
    return Member.objects.filter(left_at=None).exclude(pk__in=unlisted)


def teams_to_thank(door: Door) -> QuerySet[Team]:
    """The teams whose people can be thanked through this door: its own, or all."""
    teams = Team.objects.filter(archived_at=None).order_by("name_key")
    return teams.filter(pk=door.team_id) if door.team_id else teams


def members_to_thank(door: Door, team: Team | None, text: str = "") -> list[Member]:
    """Who can be found, by team and by name."""
    members = listed_members()
    if door.team_id or team:
        members = members.filter(memberships__team_id=door.team_id or (team.pk if team else 0))
    elif not text:
        return []
    if text:
        members = members.filter(name_key__contains=fold(text))
    return list(members.distinct().order_by("name_key", "pk")[:FOUND_AT_MOST])


def members_behind(invitation: Invitation) -> list[Member]:
    """Whom somebody may thank after their answer: who served them, then the others of that team."""
    served = list(listed_members().filter(pk__in=invitation.members.values("pk")).order_by("name_key", "pk"))
    team = listed_members().filter(memberships__team_id=invitation.team_id).exclude(pk__in=[one.pk for one in served])
    return [*served, *team.distinct().order_by("name_key", "pk")[:FOUND_AT_MOST]]
