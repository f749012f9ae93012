"""Reminders: one second letter in the same thread, and taken back when it is needed no more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from wellserved.journal.actions import record
from wellserved.kit.clock import now
from wellserved.mail.actions import cancel_letter, queue_letter
from wellserved.mail.composing import is_an_address
from wellserved.mail.models import Letter
from wellserved.people.models import Contact, Team
from wellserved.surveys.letter import write_ask
from wellserved.surveys.models import Invitation, OptOut, Response
from wellserved.surveys.queries.contacted import last_contacted
from wellserved.surveys.queries.places import Places
from wellserved.surveys.queries.policy import policy_of, stored_policy
from wellserved.surveys.rules.addresses import is_role_address
from wellserved.surveys.rules.known import Policy
from wellserved.surveys.rules.quiet import times_of_letter
from wellserved.surveys.rules.reminding import Reminding, may_remind


def remind_next_due() -> bool:
    """Look at the next ask whose reminder may be due: write it, look again later, or never. False if none is due."""
    moment = now()
    due = Invitation.objects.filter(remind_at__lte=moment).order_by("remind_at").first()
    if due is not None:
        _remind_of(due, moment)
    return due is not None


def take_back_reminders() -> int:
    """Reminders that have not left, of asks that were answered, taken back or are wanted no more."""
    needless = (
        Q(response__isnull=False)
        | Q(cancelled_at__isnull=False)
        | Q(contact__opted_out_at__isnull=False)
        | Q(Exists(_partial_opt_outs(OuterRef("contact"), OuterRef("service_id"))))
    )
    waiting = Invitation.objects.filter(reminder__state=Letter.State.QUEUED).filter(needless)
    letters = list(waiting.values_list("reminder_id", flat=True)[:500])
    return sum(cancel_letter(letter_id=letter) for letter in letters if letter)


@transaction.atomic
def _remind_of(due: Invitation, moment: datetime) -> None:
    contact = None
    if due.contact_id:
        contact = Contact.objects.select_for_update(no_key=True).filter(pk=due.contact_id).first()
    one = Invitation.objects.select_for_update(of=("self",)).select_related("letter", "interaction")
    invitation = one.filter(pk=due.pk, remind_at__lte=moment).first()
    if invitation is None:  # somebody else was quicker
        return
    policy = policy_of(invitation.team_id)
    known = _known(invitation, contact, policy, moment)
    reminder = may_remind(known, policy, moment)
    invitation.remind_at = reminder.look_again_at
    if reminder.now and contact and invitation.letter:
        times = times_of_letter(moment, min(moment + policy.max_age, invitation.expires_at), known.where, policy)
        team = Team.objects.filter(pk=invitation.team_id).first()
        members, first = list(invitation.members.order_by("pk")), invitation.letter.message_id
        words = write_ask(invitation, contact, team, members, stored_policy().window_days, again=True)
        words["headers"] |= {"In-Reply-To": first, "References": first}
        when: dict[str, Any] = {
            "not_before": times.not_before,
            "not_after": times.not_after,
            "rests_from": times.rests_from,
        }
        invitation.reminder = queue_letter(key=f"remind:{invitation.pk}", **words, **when)
        record(kind="ask.reminded", subject_kind="invitation", subject_id=invitation.pk)
    invitation.save(update_fields=["remind_at", "reminder"])


def _known(invitation: Invitation, contact: Contact | None, policy: Policy, moment: datetime) -> Reminding:
    letter, interaction = invitation.letter, invitation.interaction
    sent_at = letter.sent_at if letter and letter.state == Letter.State.SENT else None
    contacted = last_contacted([contact.pk], moment)[contact.pk].at if contact else None
    address = contact.email if contact else ""
    return Reminding(
        sent_at=sent_at,
        on_its_way=letter is not None and letter.state in (Letter.State.QUEUED, Letter.State.SENDING),
        expires_at=invitation.expires_at,
        answered=Response.objects.filter(pk=invitation.pk).exists(),
        taken_back=invitation.cancelled_at is not None,
        reminded=invitation.reminder_id is not None,
        unwanted=contact is not None and _unwanted(invitation, contact),
        reachable=is_an_address(address) and not is_role_address(address, policy.roles),
        still_closed=interaction is None or interaction.closed_at is not None,
        contacted_since=bool(sent_at and contacted and contacted > sent_at),
        where=Places([invitation.team_id]).where(contact.timezone if contact else "", invitation.team_id),
    )


def _unwanted(invitation: Invitation, contact: Contact) -> bool:
    return contact.opted_out_at is not None or _partial_opt_outs(contact.pk, invitation.service_id).exists()


def _partial_opt_outs(contact: Any, service_id: Any) -> QuerySet[OptOut]:
    """Of reminders, or of this service."""
    of_this = Q(kind=OptOut.Kind.REMINDERS) | Q(kind=OptOut.Kind.SERVICE, service_id=service_id)
    return OptOut.objects.filter(of_this, contact=contact)
