"""Taking in what somebody says in confidence."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from wellserved.confidences.actions.pools import held_in, make_pools, sealed
from wellserved.confidences.models import Batch, Pool
from wellserved.confidences.rules import with_one_more
from wellserved.confidences.shapes import Outcome, Said
from wellserved.kit.tickets import Ticket, read_ticket
from wellserved.surveys.rules.confiding import closes


def take_in(*, token: str, said: Said, at: datetime) -> Outcome:
    """Keep an answer; when this returns SAVED it is durable. One row is written, and nothing else anywhere.

    There is no journal entry, for its moment would be the answer's. Of two that come with one ticket the first stands.
    """
    ticket = read_ticket(token, settings.SECRET_KEY)
    if ticket is None:
        return Outcome.UNKNOWN
    if at >= closes(ticket.quarter, settings.TIME_ZONE):
        return Outcome.ENDED
    return _keep(ticket, said)


@transaction.atomic
def _keep(ticket: Ticket, said: Said) -> Outcome:
    mine = Pool.objects.select_for_update().filter(team_id=ticket.team_id, quarter=ticket.quarter)
    pool = mine.first()
    if pool is None:
        if Batch.objects.filter(team_id=ticket.team_id, quarter=ticket.quarter).exists():
            return Outcome.ENDED
        make_pools(quarter=ticket.quarter, also=ticket.team_id)
        pool = mine.get()
    held = held_in(pool)
    if pool.closed:
        return Outcome.ENDED
    if ticket.mark in held.used:
        return Outcome.USED
    pool.content = sealed(with_one_more(held, said, ticket.mark))
    pool.save(update_fields=["content"])
    return Outcome.SAVED
