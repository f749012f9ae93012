"""One interaction at a time, by hand."""

from __future__ import annotations

import secrets

from django.db import transaction

from wellserved.interactions.actions.upserting import upsert_interactions
from wellserved.interactions.models import Interaction
from wellserved.interactions.shapes import InteractionIn
from wellserved.journal.actions import record
from wellserved.journal.shapes import By

HAND = "hand"


def new_number() -> str:
    """An external id for what no other system numbers."""
    return secrets.token_hex(6)


@transaction.atomic
def record_interaction(*, row: InteractionIn, by: By) -> Interaction:
    """Write down or change one. A ValueError says why it may not land."""
    key = {"source": row.source, "external_id": row.external_id}
    before = Interaction.objects.filter(**key).first()
    report = upsert_interactions(rows=[(1, row)], by=by, journal=False)
    if report.rejected:
        raise ValueError(report.rejected[0][1])
    after = Interaction.objects.get(**key)
    if kind := _what_happened(before, after, changed=bool(report.updated)):
        record(kind=kind, by=by, subject_kind="interaction", subject_id=after.pk)
    return after


def _what_happened(before: Interaction | None, after: Interaction, changed: bool) -> str:
    if before is None:
        return "interaction.recorded"
    if before.closed_at is None and after.closed_at is not None:
        return "interaction.closed"
    if before.closed_at is not None and after.closed_at is None:
        return "interaction.reopened"
    return "interaction.changed" if changed else ""
