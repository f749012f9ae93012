"""Answers for tests: an interaction that somebody served, its invitation, and what came back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from tests.cast import Cast
from wellserved.interactions.models import Interaction, Served
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.people.models import Contact, Member, Team
from wellserved.surveys.models import EarlierVersion, Invitation, Response


def make_answer(
    cast: Cast,
    *,
    team: Team | None = None,
    served: list[Member] | None = None,
    contact: Contact | str | None = "",
    at: datetime | None = None,
    journalled: bool = True,
    **answer: Any,
) -> Response:
    """An answer about the service desk's work, by the member of the cast unless said otherwise."""
    at, team = at or now(), team or cast.desk
    who = cast.contact if isinstance(contact, str) else contact
    members = [cast.member] if served is None else served
    interaction = Interaction.objects.create(
        source="test",
        external_id=str(Interaction.objects.count() + 1),
        client=cast.biology,
        contact=who,
        team=team,
        channel="call",
        subject="The projector in room 12",
        closed_at=at - timedelta(days=1),
        closings=1,
    )
    Served.objects.bulk_create(Served(interaction=interaction, member=member) for member in members)
    invitation = Invitation.objects.create(
        seed=f"seed{interaction.pk}",
        token_hash=interaction.pk.to_bytes(32, "big"),
        interaction=interaction,
        contact=who,
        about="your call about the projector",
        day=interaction.closed_at.date(),
        team_id=team.pk,
        client_id=cast.biology.pk,
        expires_at=at + timedelta(days=30),
    )
    invitation.members.set(members)
    response = Response.objects.create(
        invitation=invitation, team_id=team.pk, first_at=at, changed_at=at, **{"achieved": 2, "felt": 4, **answer}
    )
    if journalled:
        journal(response)
    return response


def change_answer(response: Response, **changes: Any) -> Response:
    EarlierVersion.objects.create(
        response=response,
        version=response.version,
        achieved=response.achieved,
        felt=response.felt,
        words=response.words,
        at=response.changed_at,
    )
    for name, value in changes.items():
        setattr(response, name, value)
    response.version += 1
    response.changed_at = now()
    response.save()
    journal(response)
    return response


def journal(response: Response) -> None:
    with transaction.atomic():
        record(
            kind="answer.recorded",
            by=By("contact", response.invitation.contact_id),
            subject_kind="response",
            subject_id=response.pk,
            version=response.version,
            fields=[],
        )
