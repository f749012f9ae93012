"""An ask comes to nothing: the contact wants none any more, or its letter never left."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from wellserved.interactions.models import Service
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.mail.models import Letter
from wellserved.mail.rules import WAITED_TOO_LONG
from wellserved.people.actions.opting import opt_in_contact, opt_out_contact
from wellserved.surveys.actions.deciding import take_back_unsent, write_off
from wellserved.surveys.models import Decision, Invitation, OptOut
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


@transaction.atomic
def stop_asking_about(*, contact_id: int, service_id: int, by: By) -> bool:
    """The contact is not asked about this service again; about others they may be. False if that was so already."""
    made = _opt_out_of(OptOut.Kind.SERVICE, contact_id, service_id, by)
    waiting = Decision.objects.filter(
        interaction__contact_id=contact_id, interaction__service_id=service_id, outcome=Decision.Outcome.WAITING
    )
    waiting.update(outcome=Decision.Outcome.NOT_ASKED, reason="opted_out_of_this", decided_at=now())
    here = [Letter.State.QUEUED, Letter.State.SENDING]
    unsent = Invitation.objects.filter(
        contact_id=contact_id, service_id=service_id, cancelled_at=None, letter__state__in=here
    )
    take_back_unsent(unsent, reason="opted_out_of_this")
    return made


@transaction.atomic
def stop_reminding(*, contact_id: int, by: By) -> bool:
    """The contact may be asked, and is never reminded. False if that was so already."""
    return _opt_out_of(OptOut.Kind.REMINDERS, contact_id, None, by)


@transaction.atomic
def ask_again(*, contact_id: int, by: By) -> bool:
    """The contact may be asked again from now on, about everything. What was dropped stays dropped."""
    for opt_out in OptOut.objects.filter(contact_id=contact_id):
        allow_again(opt_out_id=opt_out.pk, by=by)
    return opt_in_contact(contact_id=contact_id, by=by)


@transaction.atomic
def allow_again(*, opt_out_id: int, by: By) -> bool:
    """The contact takes back one of the kinds that they wanted no more of. False if that was so already."""
    opt_out = OptOut.objects.select_for_update().filter(pk=opt_out_id).first()
    if opt_out is None:
        return False
    said = {"of": opt_out.kind, "service": opt_out.service_id}
    record(kind="contact.opted_in_to", by=by, subject_kind="contact", subject_id=opt_out.contact_id, **said)
    opt_out.delete()
    return True


def take_back_unwanted() -> int:
    """Letters to whoever opted out through one of us, or by a file, while their ask waited to leave."""
    unsent = Invitation.objects.filter(
        cancelled_at=None, letter__state=Letter.State.QUEUED, contact__opted_out_at__isnull=False
    )
    if not unsent.exists():
        return 0
    with transaction.atomic():
        return take_back_unsent(unsent.select_for_update(skip_locked=True, of=("self",))[:BATCH], reason="opted_out")


def _opt_out_of(kind: str, contact_id: int, service_id: int | None, by: By) -> bool:
    service = Service.objects.get(pk=service_id) if service_id else None
    _, made = OptOut.objects.get_or_create(contact_id=contact_id, kind=kind, service=service)
    if made:
        said = {"of": kind, "service": service_id}
        record(kind="contact.opted_out_of", by=by, subject_kind="contact", subject_id=contact_id, **said)
    return made


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
