"""People who were served, and rounds that call them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.conf import settings

from tests.cast import Cast
from wellserved.interactions.models import Interaction, Served
from wellserved.kit.clock import now
from wellserved.kit.tokens import derive_token
from wellserved.listening.actions.drawing import start_round
from wellserved.listening.actions.inviting import invite_to_calls
from wellserved.listening.actions.planning import plan_round
from wellserved.listening.letters import PURPOSE
from wellserved.listening.models import Call, Round
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
        "first_day": now().date(),
        "last_day": now().date() + timedelta(days=14),
    }
    return Plan(**{**said, **otherwise})


def a_round(cast: Cast, **otherwise: Any) -> Round:
    """One that is planned."""
    return plan_round(plan=a_plan(cast, **otherwise), member=cast.lead, by=cast.admin_by)


def a_running_round(cast: Cast, people: int = 12, **otherwise: Any) -> Round:
    """One that has begun: the desk's lead and member drew, of so many people."""
    people_served(cast, people)
    return start_round(round_id=a_round(cast, **otherwise).pk, member=cast.lead, by=cast.admin_by)


def an_invited_call(cast: Cast, **otherwise: Any) -> tuple[Call, str]:
    """The member's first call of a round, invited, and the address of the contact's page."""
    one = a_running_round(cast, **otherwise)
    call = one.calls.filter(member=cast.member).order_by("place").first()
    assert call is not None
    invite_to_calls(call_ids=[call.pk], by=cast.admin_by)
    call.refresh_from_db()
    return call, f"/l/{derive_token(PURPOSE, call.seed, settings.SECRET_KEY)}"


def slots_on(page: str) -> list[str]:
    """The times that a contact's page offers."""
    return re.findall(r'name="slot" value="([^"]+)"', page)
