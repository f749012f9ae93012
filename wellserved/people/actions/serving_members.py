"""Members who are served too: as a contact they can be asked how it was."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models.functions import Lower

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.people.actions.mapping import client_of_team
from wellserved.people.models import Client, Contact, Member, Team


@transaction.atomic
def contact_of_member(*, member_id: int, by: By, team: Team | None = None) -> Contact:
    """The contact that a member is when somebody serves them: linked, found by their address, or made.

    A new one belongs to the internal client of `team`, or of the first team that the member is in.
    """
    member = Member.objects.select_for_update(of=("self",)).get(pk=member_id)
    if member.contact_id:
        return Contact.objects.get(pk=member.contact_id)
    contact = _known(member)
    if contact is None:
        team = team or member.teams.filter(archived_at=None).order_by("name_key").first()
        client = client_of_team(team=team, by=by) if team else None
        contact = _made(member, client)
        record(kind="contact.added", by=by, subject_kind="contact", subject_id=contact.pk)
    if Member.objects.filter(contact=contact).exists():
        raise ValueError("Another member is this contact already.")
    Member.objects.filter(pk=member.pk).update(contact=contact)
    record(kind="member.became_contact", by=by, subject_kind="member", subject_id=member.pk, contact=contact.pk)
    return contact


@transaction.atomic
def part_from_contact(*, member_id: int, by: By) -> bool:
    """The member and the contact are no longer said to be one person. Both stay."""
    done = Member.objects.filter(pk=member_id, contact__isnull=False).update(contact=None)
    if done:
        record(kind="member.parted_from_contact", by=by, subject_kind="member", subject_id=member_id)
    return bool(done)


def _known(member: Member) -> Contact | None:
    if not member.email:
        return None
    return Contact.objects.exclude(email="").alias(at=Lower("email")).filter(at=member.email.lower()).first()


def _made(member: Member, client: Client | None) -> Contact:
    try:
        with transaction.atomic():
            return Contact.objects.create(client=client, name=member.name, email=member.email)
    except IntegrityError:  # a contact without an address and of the same name stands at this client
        raise ValueError(f"There is a contact called {member.name} already. Give the member an address.") from None
