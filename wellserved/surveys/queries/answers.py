"""Answers, for those who may see them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from wellserved.passages.models import Passage, PassedOn
from wellserved.people.shapes import Actor
from wellserved.surveys.models import Invitation, Response

SOURCE_KIND = "response"  # how passages and promises name an answer
# Each side by itself and never null, for NOT (NULL) would hide what nobody called low.
LOW = Q(achieved__isnull=False, achieved=0) | Q(felt__isnull=False, felt__lte=2)


def responses_visible_to(actor: Actor) -> QuerySet[Response]:
    """A member sees what was said about service they gave, or is to read; a lead, their teams'; a manager, all.

    A low answer about a member's own service reaches them when somebody has passed it on, and not before.
    """
    if actor.sees_all:
        return Response.objects.all()
    served = Invitation.members.through.objects.filter(member_id=actor.member_id or 0).values("invitation_id")
    to_read = Passage.objects.filter(source_kind=SOURCE_KIND, reader_id=actor.member_id or 0).values("source_id")
    brought = PassedOn.objects.filter(member_id=actor.member_id or 0, passage__source_kind=SOURCE_KIND)
    seen = Q(pk__in=served) & ~LOW | Q(pk__in=to_read) | Q(pk__in=brought.values("passage__source_id"))
    if actor.led_team_ids:
        seen |= Q(team_id__in=actor.led_team_ids)
    return Response.objects.filter(seen)


def spoken_beside(actor: Actor, response: Response) -> QuerySet[Response]:
    """What companions said beside this answer, or the answer that this companion's stands beside."""
    main = Q(invitation__beside_id=response.pk) | Q(pk=response.invitation.beside_id or 0)
    return responses_visible_to(actor).filter(main).select_related("invitation").order_by("first_at", "pk")
