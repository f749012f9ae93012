"""People whom a batch of somebody's data names for the first time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from wellserved.kit.bulk import insert_unless_there, reserve_ids
from wellserved.kit.clock import now
from wellserved.people.actions import matching
from wellserved.people.models import Contact, Member, Membership, Team
from wellserved.people.rules import fold
from wellserved.people.shapes import ContactLine


@transaction.atomic
def make_contacts(lines: Mapping[matching.ContactKey, ContactLine]) -> dict[matching.ContactKey, Contact]:
    """Whom these lines name. Past the ORM's own way of inserting, which takes three times as long a contact.

    If another import made one of them in the meantime, it is that one.
    """
    ids, moment = reserve_ids(Contact._meta.db_table, len(lines)), now()
    made = {
        key: Contact(
            id=pk,
            client_id=line.client.pk if line.client else None,
            name=line.name,
            email=line.email,
            language=line.language,
            timezone=line.timezone,
            created_at=moment,
        )
        for pk, (key, line) in zip(ids, lines.items(), strict=True)
    }
    fields = Contact._meta.concrete_fields
    insert_unless_there(Contact, {str(it.column): [it.pre_save(one, True) for one in made.values()] for it in fields})
    there = matching.contacts_still_there(ids)
    met = [key for key, contact in made.items() if contact.pk not in there]
    return {**made, **matching.contacts_known_as(met)}


def make_members(wanted: Sequence[tuple[str, Team | None]]) -> int:
    """Members by these names, each in the team it was named with. How many that is."""
    new: dict[str, Member] = {}
    for name, _ in wanted:
        new.setdefault(fold(name), matching.new_member(name))
    with transaction.atomic():
        Member.objects.bulk_create(new.values(), ignore_conflicts=True)
        found = matching.members_named([(key, 0) for key in new])
        Membership.objects.bulk_create(
            [Membership(member=found[fold(name), 0], team=team) for name, team in wanted if team],
            ignore_conflicts=True,
        )
    return len(new)
