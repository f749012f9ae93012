"""People who were served, and rounds that call them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.cast import Cast
from wellserved.interactions.models import Interaction, Served
from wellserved.kit.clock import now
from wellserved.listening.actions.drawing import start_round
from wellserved.listening.actions.planning import plan_round
from wellserved.listening.models import Round
from wellserved.listening.shapes import Plan
from wellserved.people.models import Client, Contact, Member, Team


def serve(
    contact: Contact, team: Team, by: Member | None = None, days_ago: float = 3, service: Any = None
) -> Interaction:
    """One piece of service that closed some days ago."""
    served = Interaction.objects.create(
        source="test",
        external_id=f"t{Interaction.objects.count()}",
        contact=contact,
        client=contact.client,
        team=team,
        service=service,
        closed_at=now() - timedelta(days=days_ago),
        closings=1,
    )
    if by:
        Served.objects.create(interaction=served, member=by)
    return served


def people_served(cast: Cast, how_many: int, by: Member | None = None, kind: str = "internal") -> list[Contact]:
    """Contacts of one client, each served once by the desk."""
    client, _ = Client.objects.get_or_create(name=f"The {kind} client", kind=kind)
    begun = Contact.objects.count()
    contacts = [
        Contact.objects.create(client=client, name=f"Person {i} {kind}", email=f"p{i}@{kind}.example")
        for i in range(begun, begun + how_many)
    ]
    for contact in contacts:
        serve(contact, cast.desk, by)
    return contacts


def a_plan(cast: Cast, **otherwise: Any) -> Plan:
    said: dict[str, Any] = {
        "name": "Autumn round",
        "team_ids": (cast.desk.pk,),
        "first_day": date(2026, 11, 23),
        "last_day": date(2026, 12, 4),
    }
    return Plan(**{**said, **otherwise})


def a_round(cast: Cast, **otherwise: Any) -> Round:
    """One that is planned."""
    return plan_round(plan=a_plan(cast, **otherwise), member=cast.lead, by=cast.admin_by)


def a_running_round(cast: Cast, people: int = 12, **otherwise: Any) -> Round:
    """One that has begun: the desk's lead and member drew, of so many people."""
    people_served(cast, people)
    return start_round(round_id=a_round(cast, **otherwise).pk, member=cast.lead, by=cast.admin_by)
