"""Who is to be served by somebody else, in other rooms' templates: for who leads, and for nobody else."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.http import HttpRequest

from wellserved.cases.models import Reassignment
from wellserved.cases.queries.serving import in_the_way, reassignments_of
from wellserved.interactions.models import Interaction
from wellserved.people.actors import actor_of
from wellserved.people.models import Contact

register = template.Library()
SHOWN = 10


@dataclass(frozen=True)
class Kept:
    """What was decided, and whether this piece of service goes against it."""

    row: Reassignment
    broken: bool


@register.simple_tag
def kept_for(contact: Contact | None, request: HttpRequest, interaction: Interaction | str = "") -> list[Kept]:
    """What holds for this contact, if this person may know it; one query, and one more if there is something."""
    rows = reassignments_of(actor_of(request), contact)
    if not rows:
        return []
    if isinstance(interaction, str) or interaction.closed_at is not None:  # no page of an interaction, or it is over
        return [Kept(row, broken=False) for row in rows]
    serving = set(interaction.members.values_list("pk", flat=True))
    return [Kept(row, row.away_from_id in serving) for row in rows]


@register.simple_tag
def brought_together(request: HttpRequest) -> list[tuple[Reassignment, Interaction]]:
    """Open pieces of service in which somebody serves who is to serve this contact no more."""
    return in_the_way(actor_of(request), limit=SHOWN)
