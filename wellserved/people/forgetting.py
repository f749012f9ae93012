"""What this room keeps of a contact, and what is left of it once they are forgotten."""

from __future__ import annotations

from wellserved.kit.forgetting import Piece
from wellserved.people.models import Contact, Member

PIECES = (
    Piece(
        "That a member is this contact, too",
        Member,
        lambda whose: Member.objects.filter(contact=whose.contact_id),
        who={"contact_id": None},
        # A member's own name and addresses are theirs as a member, and stay.
        keeps=("name", "name_key", "email", "external_name", "external_key"),
    ),
)
# Last of all, when nothing points there any more.
AT_LAST = Piece(
    "What we know of them",
    Contact,
    lambda whose: Contact.objects.filter(pk=whose.contact_id),
    row="goes",
    told=("name", "email", "phone", "client", "language", "timezone", "created_at", "opted_out_at", "bounced_at"),
)
