"""Lessons: those of one's teams and those for everybody."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from wellserved.explanations.models import Lesson
from wellserved.people.shapes import Actor


def lessons_visible_to(actor: Actor) -> QuerySet[Lesson]:
    """For everybody, of one's teams, and one's own; a manager's all. The newest first, each with `replies`."""
    found = Lesson.objects.select_related("team", "member").annotate(replies=Count("said")).order_by("-at", "-pk")
    if actor.sees_all:
        return found
    return found.filter(Q(team=None) | Q(team_id__in=actor.team_ids) | Q(member_id=actor.member_id or 0))
