"""What the worker does for prep sheets: the letters before appointments."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import transaction

from wellserved.calendars.queries import hours_for_teams
from wellserved.calendars.rules import next_working
from wellserved.interactions.models import Interaction
from wellserved.journal.actions import record
from wellserved.kit.clock import now
from wellserved.kit.tokens import derive_token, hash_token
from wellserved.mail.actions import queue_letter
from wellserved.mail.composing import is_an_address
from wellserved.prepsheets.letter import PURPOSE, write_heads_up
from wellserved.prepsheets.models import HeadsUp, PrepSheet
from wellserved.prepsheets.rules import BEFORE, TOO_LATE, may_write

BATCH = 50


def write_before_appointments() -> int:
    """One letter for each appointment that is near, whose service has a published sheet that is to be sent."""
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
    near = near.exclude(pk__in=HeadsUp.objects.filter(scheduled_at__gt=moment).values("interaction_id"))
    found = list(near.select_related("contact", "team").order_by("scheduled_at", "pk")[:BATCH])
    hours = hours_for_teams({one.team_id or 0 for one in found}) if found else {}
    written = 0
    for one in found:
        leaves = next_working(moment, hours[one.team_id or 0])
        assert one.scheduled_at is not None
        if may_write(scheduled_at=one.scheduled_at, leaves_at=leaves, now=moment):
            written += _write(one, sheets[one.service_id or 0], leaves)
    return written


@transaction.atomic
def _write(one: Interaction, slug: str, leaves: object) -> bool:
    """Once for each appointment: whoever comes second finds that it was done."""
    contact = one.contact
    if contact is None or one.scheduled_at is None or not is_an_address(contact.email):
        return False
    seed = secrets.token_hex(16)
    token_hash = hash_token(derive_token(PURPOSE, seed, settings.SECRET_KEY))
    _, new = HeadsUp.objects.get_or_create(
        interaction=one,
        defaults={"contact": contact, "seed": seed, "token_hash": token_hash, "scheduled_at": one.scheduled_at},
    )
    if not new:
        return False
    words = write_heads_up(one, contact, slug, seed)
    queue_letter(key=f"headsup:{one.pk}", not_before=leaves, not_after=one.scheduled_at, **words)  # type: ignore[arg-type]
    record(kind="prepsheet.sent", subject_kind="interaction", subject_id=one.pk)
    return True
