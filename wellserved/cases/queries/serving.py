"""Who asked to be served by somebody else: seen by whom it rests with, and by who leads that team."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from wellserved.cases.models import Reassignment
from wellserved.interactions.models import Interaction, Served
from wellserved.people.models import Contact
from wellserved.people.shapes import Actor


def reassignments_visible_to(actor: Actor) -> QuerySet[Reassignment]:
    """Whoever decided them, and leads; never whom they lead away from. Members and API tokens see none."""
    rows = Reassignment.objects.select_related("contact__client", "away_from", "to", "decided_by")
    me = actor.member_id or 0
    if not actor.led_team_ids:
        return rows.filter(decided_by_id=me).exclude(away_from_id=me)
    of_teams = Q(away_from__memberships__team_id__in=actor.led_team_ids)
    return rows.filter(Q(decided_by_id=me) | of_teams).exclude(away_from_id=me).distinct()


def holding(actor: Actor) -> QuerySet[Reassignment]:
    """What still holds, of what this actor may see."""
    return reassignments_visible_to(actor).filter(ended_at=None)


def in_the_way(actor: Actor, *, limit: int = 20) -> list[tuple[Reassignment, Interaction]]:
    """Pieces of service, not over yet, in which somebody serves who is to serve this contact no more. Two queries."""
    rows = {(row.contact_id, row.away_from_id): row for row in holding(actor)[:500]}
    if not rows:
        return []
    served = Served.objects.filter(
        interaction__contact_id__in={contact for contact, _ in rows},
        member_id__in={member for _, member in rows},
        interaction__closed_at=None,
    )
    found = []
    for one in served.select_related("interaction").order_by("-pk")[:500]:
        row = rows.get((one.interaction.contact_id or 0, one.member_id))
        if row is not None and one.interaction.created_at >= row.since:
            found.append((row, one.interaction))
    return found[:limit]


def reassignments_of(actor: Actor, contact: Contact | None) -> Sequence[Reassignment]:
    """What holds for this contact, for who leads."""
    return list(holding(actor).filter(contact=contact).order_by("-since")) if contact and actor.leads else []
