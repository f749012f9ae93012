"""Asks: what is due, and what somebody wants by hand or through the API; the rules are looked at once more."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import DatabaseError, transaction

from wellserved.interactions.actions import leave_out
from wellserved.interactions.models import Interaction
from wellserved.journal.actions import record
from wellserved.journal.shapes import SYSTEM, By
from wellserved.kit.clock import now
from wellserved.people.models import Contact
from wellserved.surveys.actions.counting import count_again
from wellserved.surveys.actions.deciding import count_served_by_hand
from wellserved.surveys.actions.drawing import may_choose
from wellserved.surveys.actions.hurrying import decide_at_once
from wellserved.surveys.actions.invitations import make_invitation, open_invitation, send_link_again, token_of
from wellserved.surveys.models import Decision, Invitation
from wellserved.surveys.queries.asking import closing_of, history_of
from wellserved.surveys.queries.policy import policy_of
from wellserved.surveys.rules.against import bounced, first_against, no_address, role_address
from wellserved.surveys.rules.asking import Verdict, may_ask, may_force, may_insist, when_waiting
from wellserved.surveys.rules.quiet import Times, next_time_to_write, times_of_letter

logger = logging.getLogger(__name__)
Outcome = Decision.Outcome


class NotAskedError(Exception):
    """Nobody may be asked about this, for the reason given."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.reason)
        self.verdict = verdict


def ask_next_due() -> bool:
    """Take the next decision whose time has come, look at the rules once more, and ask. False if none is due."""
    moment = now()
    # Looked for before anything is locked: on SQLite whoever answers waits for a transaction, even an empty one.
    due = Decision.objects.filter(outcome=Outcome.WAITING, ask_at__lte=moment).order_by("ask_at", "pk").first()
    if due is not None:
        _ask_about(due, moment)
    return due is not None


@transaction.atomic
def ask_by_hand(*, interaction: Interaction, by: By) -> Invitation:
    """Ask now, past chance, age and window; never past an opt-out, an answer or the hard minimum.

    In quiet time the letter waits until it is over.
    """
    contact = _hold_contact(interaction.contact_id)
    interaction = _hold_interaction(interaction)
    decision = _decision_about(interaction)
    closing = closing_of(interaction)
    moment, policy = now(), policy_of(closing.team_id)
    history = history_of(closing, moment)
    verdict = may_insist(history, policy, moment)
    if open_invitation(interaction):
        verdict = Verdict(False, "pending")
    if not verdict.ask or contact is None:
        raise NotAskedError(verdict)
    decision = _note(decision, Outcome.ASKED, verdict, by)
    leaves_at = verdict.ask_at or moment
    times = times_of_letter(leaves_at, leaves_at + policy.max_age, history.where, policy)
    return make_invitation(interaction=interaction, contact=contact, decision=decision, by=by, times=times)


@transaction.atomic
def do_not_ask(*, interaction: Interaction, by: By) -> bool:
    """Somebody here decides that this is not asked about: now, or when it closes. False if that was settled already."""
    interaction = _hold_interaction(interaction)
    decision = _decision_about(interaction)
    if interaction.closed_at is None:
        changed = leave_out(interaction_id=interaction.pk)
    elif changed := decision.pk is None or decision.outcome == Outcome.WAITING:
        _note(decision, Outcome.NOT_ASKED, Verdict(False, "by_hand_not"), by)
    if changed:
        record(kind="ask.declined", by=by, subject_kind="interaction", subject_id=interaction.pk)
    return changed


def invite(
    *, interaction: Interaction, contact: Contact | None, force: bool, by: By, send: bool = False
) -> tuple[Invitation, str]:
    """An invitation and the token of its link, which can go out another way. Raises NotAskedError otherwise.

    `force` passes every rule but an opt-out and an answer that is there already. `send` sends our letter as well.
    There is no token where it was asked in confidence: only the letter carries that link.
    """
    if not force:  # in a transaction of its own: a chance that was had is kept, also where nobody is asked
        decide_at_once(interaction_id=interaction.pk, by_letter=send)
    return _invite(interaction=interaction, contact=contact, force=force, by=by, send=send)


@transaction.atomic
def _invite(
    *, interaction: Interaction, contact: Contact | None, force: bool, by: By, send: bool
) -> tuple[Invitation, str]:
    contact = _hold_contact(contact.pk if contact else None)
    interaction = _hold_interaction(interaction)
    decision = _decision_about(interaction)
    open_ask = open_invitation(interaction)
    closing = closing_of(interaction)
    moment, policy = now(), policy_of(closing.team_id)
    history = history_of(closing, moment, by_letter=send)
    verdict = may_force(history, policy, moment) if force else may_choose(closing, history, policy, moment, decision)
    if open_ask and not force:
        verdict = Verdict(False, "pending")
    if verdict.ask and history.in_confidence and not send:
        verdict = Verdict(False, "only_by_letter")
    if verdict.ask and send:
        verdict = first_against((no_address, bounced, role_address), history, policy, moment) or verdict
    if not verdict.ask:
        raise NotAskedError(verdict)
    leaves_at = next_time_to_write(moment, history.where, policy) or moment
    times = times_of_letter(leaves_at, leaves_at + policy.max_age, history.where, policy)
    if open_ask:  # nobody gets two links about one thing: it is the same one again
        if send and contact is not None:
            send_link_again(invitation=open_ask, interaction=interaction, contact=contact, times=times, by=by)
        return open_ask, token_of(open_ask.seed)
    noted = _note(decision, Outcome.ASKED, verdict, by) if interaction.closings else None
    invitation = make_invitation(
        interaction=interaction,
        contact=contact,
        decision=noted,
        by=by,
        channel="api",
        times=times._replace(remind_at=None) if send else None,
    )
    return invitation, "" if invitation.confided_in else token_of(invitation.seed)


@transaction.atomic
def _ask_about(due: Decision, moment: datetime) -> None:
    # The contact is locked before the decision, here as everywhere, so that nobody waits for another crosswise.
    contact = _hold_contact(due.interaction.contact_id)
    decision = Decision.objects.select_for_update().filter(pk=due.pk, outcome=Outcome.WAITING).first()
    if decision is None:  # somebody else was quicker
        return
    interaction = Interaction.objects.get(pk=decision.interaction_id)
    if interaction.closed_at is None or interaction.closings != decision.closing:
        _note(decision, Outcome.CANCELLED, Verdict(False, "reopened"))
        return
    closing = closing_of(interaction)
    history, policy = history_of(closing, moment), policy_of(closing.team_id)
    verdict = when_waiting(may_ask(history, policy, moment))
    if not verdict.ask or contact is None:
        _note(decision, Outcome.NOT_ASKED, verdict)
    elif verdict.ask_at and verdict.ask_at > moment:  # it has become quiet, or the delay was made longer since
        Decision.objects.filter(pk=decision.pk).update(ask_at=verdict.ask_at)
    else:
        times = times_of_letter(moment, interaction.closed_at + policy.max_age, history.where, policy)
        _try_to_ask(interaction, contact, decision, verdict, times)


def _try_to_ask(interaction: Interaction, contact: Contact, decision: Decision, verdict: Verdict, times: Times) -> None:
    """Ask; what cannot be asked for a reason nobody thought of must not stand in the way of all that are due later."""
    try:
        with transaction.atomic():
            _note(decision, Outcome.ASKED, verdict)
            make_invitation(interaction=interaction, contact=contact, decision=decision, by=SYSTEM, times=times)
    except DatabaseError:
        raise
    except Exception:
        logger.exception("interaction %s could not be asked about", interaction.pk)
        _note(decision, Outcome.NOT_ASKED, Verdict(False, "trouble"))


def _hold_contact(contact_id: int | None) -> Contact | None:
    """The contact, locked: of two workers who want to ask the same person, the second sees that the first has."""
    return Contact.objects.select_for_update(no_key=True).filter(pk=contact_id).first() if contact_id else None


def _hold_interaction(interaction: Interaction) -> Interaction:
    """As it is by now, and locked: whoever decides about it at the same moment comes before us, or after."""
    return Interaction.objects.select_for_update(no_key=True).get(pk=interaction.pk)


def _decision_about(interaction: Interaction) -> Decision:
    known = Decision.objects.select_for_update().filter(interaction=interaction, closing=interaction.closings).first()
    return known or Decision(
        interaction=interaction,
        closing=interaction.closings,
        team_id=interaction.team_id or 0,
        service_id=interaction.service_id or 0,
    )


def _note(decision: Decision, outcome: str, verdict: Verdict, by: By = SYSTEM) -> Decision:
    if decision.pk is None:
        count_served_by_hand(decision)
    elif decision.outcome != Outcome.WAITING:
        count_again(decided_at=decision.decided_at)
    decision.outcome, decision.reason, decision.detail = outcome, verdict.reason, verdict.detail
    decision.decided_at = now()
    decision.decided_by_id = by.id if by.kind == "member" else None
    if verdict.probability is not None:
        decision.probability = verdict.probability
    decision.save()
    return decision
