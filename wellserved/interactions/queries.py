"""Reading interactions."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from wellserved.interactions.models import Import, Interaction, Served
from wellserved.people.shapes import Actor


def interactions_visible_to(actor: Actor) -> QuerySet[Interaction]:
    """A member sees those of their teams and those they served; a lead their teams' too; a manager all."""
    if actor.sees_all:
        return Interaction.objects.all()
    seen = Q(team__in=actor.team_ids)
    if actor.member_id is not None:
        seen |= Q(Exists(Served.objects.filter(interaction=OuterRef("pk"), member=actor.member_id)))
    return Interaction.objects.filter(seen)


def imports_visible_to(actor: Actor) -> QuerySet[Import]:
    """Managers see what came in by file; others do not."""
    return Import.objects.order_by("-pk") if actor.sees_all else Import.objects.none()
