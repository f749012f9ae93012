"""Reading annotations."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse

from wellserved.insight.models import Annotation
from wellserved.insight.queries import teams_within_reach
from wellserved.insight.shapes import Note
from wellserved.people.models import Team
from wellserved.people.shapes import Actor

MOST = 100  # of one span


def annotations_visible_to(actor: Actor) -> QuerySet[Annotation]:
    """Those on everybody's charts, and those of teams whose figures this person sees; the newest first."""
    found = Annotation.objects.select_related("team", "by").order_by("-day", "-pk")
    return found if actor.sees_all else found.filter(Q(team=None) | Q(team__in=actor.team_ids))


def annotations_editable_by(actor: Actor) -> QuerySet[Annotation]:
    """A lead's are those of the teams they lead; a manager's all."""
    found = annotations_visible_to(actor)
    return found if actor.sees_all else found.filter(team__in=actor.led_team_ids)


def teams_annotated_by(actor: Actor) -> QuerySet[Team]:
    """For which teams this person may note something."""
    teams = teams_within_reach(actor).filter(archived_at=None).order_by("name_key")
    return teams if actor.sees_all else teams.filter(pk__in=actor.led_team_ids)


def may_annotate(actor: Actor) -> bool:
    return actor.sees_all or bool(actor.led_team_ids)


def notes_between(actor: Actor, first: date, last: date, team: int | None = None) -> list[Note]:
    """What happened from one day to another, for one team (and everybody), or for all within reach. One query."""
    found = annotations_visible_to(actor).filter(day__range=(first, last))
    if team is not None:
        found = found.filter(Q(team=None) | Q(team=team))
    can_open = may_annotate(actor)
    return [
        Note(
            one.day,
            one.words,
            one.team.name if one.team else "Everybody",
            reverse("annotation", args=[one.pk]) if can_open and may_edit(actor, one) else "",
        )
        for one in found[:MOST]
    ]


def may_edit(actor: Actor, one: Annotation) -> bool:
    return actor.sees_all or one.team_id in actor.led_team_ids
