"""An ask comes to nothing: the contact wants none any more, or its letter never left."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.mail.models import Letter
from wellserved.mail.rules import WAITED_TOO_LONG
from wellserved.people.actions.opting import opt_in_contact, opt_out_contact
from wellserved.surveys.actions.deciding import take_back_unsent, write_off
from wellserved.surveys.models import Decision, Invitation
from wellserved.surveys.queries.policy import policy_in_force
from wellserved.surveys.rules.against import days

BATCH = 500


@transaction.atomic
def stop_asking(*, contact_id: int, by: By) -> bool:
    """The contact is never asked again: what waits is dropped, what has not left is taken back."""
    changed = opt_out_contact(contact_id=contact_id, by=by)
    Decision.objects.filter(interaction__contact_id=contact_id, outcome=Decision.Outcome.WAITING).update(
        outcome=Decision.Outcome.NOT_ASKED, reason="opted_out", decided_at=now()
    )
    unsent = Invitation.objects.filter(
        contact_id=contact_id, cancelled_at=None, letter__state__in=[Letter.State.QUEUED, Letter.State.SENDING]
    )
    take_back_unsent(unsent, reason="opted_out")
    return changed


def ask_again(*, contact_id: int, by: By) -> bool:
    """The contact may be asked again from now on. What was dropped stays dropped."""
    return opt_in_contact(contact_id=contact_id, by=by)


def note_cancelled_letters() -> int:
    """Invitations whose letter was cancelled, by hand or because it waited too long, were no asks."""
    lost = Invitation.objects.filter(
        cancelled_at=None,
        response=None,
        letter__state=Letter.State.CANCELLED,
        created_at__gte=now() - timedelta(days=90),
    ).select_related("letter")
    if not lost.exists():
        return 0
    with transaction.atomic():
        too_late = {"limit": days(policy_in_force().max_age)}
        return sum(
            write_off(one, reason="too_late", detail=too_late)
            if one.letter and one.letter.last_error == WAITED_TOO_LONG
            else write_off(one, reason="letter_cancelled")
            for one in lost.select_for_update(skip_locked=True, of=("self",))[:BATCH]
        )
