"""Somebody else serves them from now on; and what that ends."""

from __future__ import annotations

from django.db import transaction

from wellserved.cases.models import Case, Reassignment
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.kit.text import clean_text
from wellserved.people.models import Contact, Member


@transaction.atomic
def reassign_contact(
    *,
    contact: Contact,
    away_from: Member,
    to: Member | None,
    reason: str,
    case: Case | None,
    decided_by: Member,
    by: By,
) -> Reassignment:
    """Keep who serves them no more, and why. Again for the same two says it anew. The journal holds no words."""
    given = {"to": to, "reason": clean_text(reason), "case": case, "decided_by": decided_by, "since": now()}
    row, _ = Reassignment.objects.update_or_create(contact=contact, away_from=away_from, ended_at=None, defaults=given)
    record(kind="reassignment.made", by=by, subject_kind="reassignment", subject_id=row.pk)
    return row


@transaction.atomic
def end_reassignment(*, reassignment_id: int, by: By) -> bool:
    """It holds no more. False if it had ended before."""
    done = Reassignment.objects.filter(pk=reassignment_id, ended_at=None).update(ended_at=now())
    if done:
        record(kind="reassignment.ended", by=by, subject_kind="reassignment", subject_id=reassignment_id)
    return bool(done)
