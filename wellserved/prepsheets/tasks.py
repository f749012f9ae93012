"""What the worker does for prep sheets: the letters before appointments."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from wellserved.calendars.queries import hours_for_teams
from wellserved.calendars.rules import next_working
from wellserved.interactions.models import Interaction
from wellserved.journal.actions import record
from wellserved.kit.clock import now
from wellserved.kit.tokens import derive_token, hash_token
from wellserved.mail.actions import cancel_letter, queue_letter
from wellserved.mail.composing import is_an_address
from wellserved.mail.models import Letter
from wellserved.prepsheets.letter import PURPOSE, write_heads_up
from wellserved.prepsheets.models import HeadsUp, PrepSheet
from wellserved.prepsheets.rules import BEFORE, MOST_MOVES, TOO_LATE, may_write
from wellserved.prepsheets.wishes import unwanted_services

BATCH = 50


def write_before_appointments() -> int:
    """A letter for each appointment that is near, and whose service has a published sheet that is to be sent.

    Where it is moved after the letter left, one more says so.
    """
    moment = now()
    sheets = dict(
        PrepSheet.objects.filter(with_appointments=True, published_at__isnull=False).values_list("service_id", "slug")
    )
    if not sheets:
        return 0
    near = Interaction.objects.filter(
        service_id__in=sheets,
        scheduled_at__gt=moment + TOO_LATE,
        scheduled_at__lte=moment + BEFORE,
        closed_at=None,
        contact__opted_out_at=None,
    ).exclude(contact__email="")
    told = HeadsUp.objects.filter(Q(scheduled_at=OuterRef("scheduled_at")) | Q(moves__gte=MOST_MOVES))
    near = near.exclude(Exists(told.filter(interaction=OuterRef("pk"))))
    found = list(near.select_related("contact", "team").order_by("scheduled_at", "pk")[:BATCH])
    hours = hours_for_teams({one.team_id or 0 for one in found}) if found else {}
    unwanted = unwanted_services({one.contact_id or 0 for one in found}) if found else {}
    written = 0
    for one in found:
        if one.service_id in unwanted.get(one.contact_id or 0, ()):
            continue
        leaves = next_working(moment, hours[one.team_id or 0])
        assert one.scheduled_at is not None
        if may_write(scheduled_at=one.scheduled_at, leaves_at=leaves, now=moment):
            written += _write(one, sheets[one.service_id or 0], leaves)
    return written


@transaction.atomic
def _write(one: Interaction, slug: str, leaves: object) -> bool:
    """Once for each time: whoever comes second finds that it was done."""
    contact = one.contact
    if contact is None or one.scheduled_at is None or not is_an_address(contact.email):
        return False
    seed = secrets.token_hex(16)
    token_hash = hash_token(derive_token(PURPOSE, seed, settings.SECRET_KEY))
    told, new = HeadsUp.objects.select_for_update().get_or_create(
        interaction=one,
        defaults={"contact": contact, "seed": seed, "token_hash": token_hash, "scheduled_at": one.scheduled_at},
    )
    if not new and (told.scheduled_at == one.scheduled_at or told.contact_id != contact.pk):
        return False
    key, moved = f"headsup:{one.pk}", False
    if not new:
        told.scheduled_at, told.moves = one.scheduled_at, told.moves + 1
        told.save(update_fields=["scheduled_at", "moves"])
        for letter_id in _unsent(one):  # it would name the old time
            cancel_letter(letter_id=letter_id)
        key, moved = f"{key}:{told.moves}", _heard(one)
    words = write_heads_up(one, contact, slug, told.seed, moved=moved)
    queue_letter(key=key, not_before=leaves, not_after=one.scheduled_at, **words)  # type: ignore[arg-type]
    record(kind="prepsheet.sent", subject_kind="interaction", subject_id=one.pk, moved=told.moves)
    return True


def _letters_about(one: Interaction) -> QuerySet[Letter]:
    return Letter.objects.filter(
        key__in=[f"headsup:{one.pk}", *(f"headsup:{one.pk}:{n + 1}" for n in range(MOST_MOVES))]
    )


def _unsent(one: Interaction) -> list[int]:
    return list(_letters_about(one).filter(state=Letter.State.QUEUED).values_list("pk", flat=True))


def _heard(one: Interaction) -> bool:
    """Whether they hold a letter that names another time."""
    return _letters_about(one).filter(state__in=[Letter.State.SENT, Letter.State.SENDING]).exists()
