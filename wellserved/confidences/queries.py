"""Reading confidences: whether a ticket was used, for who holds it; and what was opened, for who leads the team."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet

from wellserved.confidences.actions.pools import held_in
from wellserved.confidences.models import Batch, Pool
from wellserved.confidences.shapes import Outcome
from wellserved.kit.tickets import Ticket, read_ticket
from wellserved.people.models import Team
from wellserved.people.shapes import Actor
from wellserved.surveys.rules.confiding import closes


def ticket_of(token: str) -> Ticket | None:
    return read_ticket(token, settings.SECRET_KEY)


def team_of(ticket: Ticket) -> str:
    return Team.objects.filter(pk=ticket.team_id).values_list("name", flat=True).first() or ""


def against_answering(ticket: Ticket, at: datetime) -> Outcome | None:
    """Why nothing can be said with this ticket any more; None if it can."""
    pool = Pool.objects.filter(team_id=ticket.team_id, quarter=ticket.quarter).first()
    if at >= closes(ticket.quarter, settings.TIME_ZONE) or (pool and pool.closed):
        return Outcome.ENDED
    return Outcome.USED if pool and ticket.mark in held_in(pool).used else None


def batches_visible_to(actor: Actor) -> QuerySet[Batch]:
    """What was opened, whole: for who leads the team, and who sees all. There is no other way to choose among it."""
    batches = Batch.objects.order_by("-quarter", "team_id")
    return batches if actor.sees_all else batches.filter(team_id__in=actor.led_team_ids)
