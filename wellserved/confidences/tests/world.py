"""What tests of confidences share: people of one client, asks by letter, and the tickets that their mailboxes hold."""

from __future__ import annotations

import re
from datetime import datetime

from django.conf import settings

from tests.cast import Cast
from wellserved.confidences.actions.taking import take_in
from wellserved.confidences.shapes import Outcome, Said
from wellserved.kit.tickets import mint, seed_for
from wellserved.mail.composing import compose
from wellserved.mail.models import Letter
from wellserved.people.models import Contact
from wellserved.surveys.actions.confiding import mark_client
from wellserved.surveys.models import Invitation
from wellserved.surveys.tests.asking import a_closed_interaction, go_live, run

QUARTER = "2026Q4"
GOOD = Said(2, 5, 1, "")


def people(cast: Cast, number: int) -> list[Contact]:
    """The contact of the cast and others at the same client."""
    names = [f"Person {n}" for n in range(2, number + 1)]
    others = [Contact(client=cast.biology, name=name, email=f"{name[7:]}@biology.example") for name in names]
    return [cast.contact, *Contact.objects.bulk_create(others)]


def ask_in_confidence(cast: Cast, *contacts: Contact) -> list[Invitation]:
    """Mark the client, and ask each of them by letter."""
    go_live()
    mark_client(client=cast.biology, in_confidence=True, by=cast.admin_by)
    for contact in contacts:
        a_closed_interaction(cast, f"c{contact.pk}", contact=contact)
    run()
    return list(Invitation.objects.filter(contact__in=contacts).order_by("pk"))


def ticket_in(letter: Letter | None) -> str:
    """What the mailbox holds when this letter has arrived."""
    assert letter is not None
    found = re.search(r"/c/([A-Za-z0-9_-]{40})\?", compose(letter).body)
    assert found
    return found[1]


def a_ticket(team_id: int, quarter: str = QUARTER) -> str:
    return mint(seed_for(team_id, quarter, settings.SECRET_KEY), settings.SECRET_KEY)


def speak(team_id: int, at: datetime, *said: Said, quarter: str = QUARTER) -> list[Outcome]:
    """As many people as things said."""
    return [take_in(token=a_ticket(team_id, quarter), said=one, at=at) for one in said]
