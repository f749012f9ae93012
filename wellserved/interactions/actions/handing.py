"""Work handed from one of our teams to another: an interaction whose client is the team that takes it over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wellserved.interactions.actions.recording import HAND, new_number, record_interaction
from wellserved.interactions.models import Interaction
from wellserved.interactions.shapes import ContactIn, InteractionIn
from wellserved.journal.shapes import By
from wellserved.people.actions import client_of_team, contact_of_member
from wellserved.people.models import Member, Team

CHANNEL = "handoff"


@transaction.atomic
def record_handoff(
    *,
    team: Team,
    giver: Member | None,
    to: Team,
    taker: Member | None,
    subject: str,
    at: datetime,
    by: By,
    service: str = "",
) -> Interaction:
    """Write down that `team` handed something to the team `to`, which is served by it. A ValueError says why not.

    Who took it can be asked how it was, as a contact of their team.
    """
    if to.pk == team.pk:
        raise ValueError("A handoff goes to another team.")
    if taker is not None and giver is not None and taker.pk == giver.pk:
        raise ValueError("Nobody hands work to themselves. Choose who took it, or nobody in particular.")
    client = client_of_team(team=to, by=by)
    contact = contact_of_member(member_id=taker.pk, by=by, team=to) if taker else None
    row = InteractionIn(
        source=HAND,
        external_id=new_number(),
        service=service,
        channel=CHANNEL,
        team=team.name,
        members=(giver.email or giver.name,) if giver else (),
        client=client.name,
        contact=ContactIn(contact.name, contact.email) if contact else None,
        opened_at=at,
        closed_at=at,
        subject=subject,
    )
    return record_interaction(row=row, by=by)
