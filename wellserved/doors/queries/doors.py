"""Doors: those one may see, the one that a link opens, and what came through."""

from __future__ import annotations

import re
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from wellserved.doors.models import Door
from wellserved.kit.clock import now
from wellserved.kit.tokens import derive_token, hash_token
from wellserved.people.shapes import Actor
from wellserved.surveys.models import Invitation

_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}")
PATHS = {"feedback": "d", "kiosk": "k", "snippet": "t", "not_well": "n", "thanks": "thank"}


def doors_visible_to(actor: Actor) -> QuerySet[Door]:
    """A member sees their own, their teams' and everybody's: links are there to be handed out."""
    doors = Door.objects.exclude(kind=Door.Kind.COMPANION).select_related("team", "service", "member")
    doors = doors.order_by("kind", "name", "pk")
    if actor.sees_all:
        return doors
    own = Q(member_id=actor.member_id or 0) | Q(team_id__in=actor.team_ids | actor.led_team_ids) | Q(team=None)
    return doors.filter(own)


def doors_kept_by(actor: Actor) -> QuerySet[Door]:
    """Whose doors one opens and closes: a lead their teams', a manager all."""
    doors = doors_visible_to(actor)
    return doors if actor.sees_all else doors.filter(team_id__in=actor.led_team_ids)


def open_door_of(token: str, *kinds: str) -> Door | None:
    """The door that a link leads to, if it stands open and is of that kind. One query."""
    if not _TOKEN.fullmatch(token):
        return None
    doors = Door.objects.select_related("team", "service", "member")
    return doors.filter(token_hash=hash_token(token), kind__in=kinds, closed_at=None).first()


def token_of_door(seed: str) -> str:
    return derive_token("door", seed, settings.SECRET_KEY)


def path_of(door: Door) -> str:
    return f"/{PATHS[door.kind]}/{token_of_door(door.seed)}"


def link_of(door: Door) -> str:
    """What stands on the poster."""
    return settings.BASE_URL + path_of(door)


def answers_through(door_ids: list[int], days: int = 90) -> dict[int, int]:
    """How many answers came through each door of late."""
    came = Invitation.objects.filter(door_id__in=door_ids, created_at__gte=now() - timedelta(days=days))
    return dict(came.values_list("door_id").annotate(n=Count("pk")).order_by())
