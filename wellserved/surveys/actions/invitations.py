"""Invitations: everything frozen that an answer will be counted by, and the letter that carries the link."""

from __future__ import annotations

import secrets
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings

from wellserved.interactions.models import Interaction
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import local, local_day, now
from wellserved.kit.tokens import derive_token, hash_token
from wellserved.mail.actions import queue_letter
from wellserved.mail.models import Letter
from wellserved.people.models import Contact
from wellserved.surveys.actions.chances import spend_chance
from wellserved.surveys.letter import write_ask
from wellserved.surveys.letter_in_confidence import write_ask_in_confidence
from wellserved.surveys.models import Decision, Invitation
from wellserved.surveys.queries.asking import letter_keys
from wellserved.surveys.queries.confiding import confided_quarter
from wellserved.surveys.queries.policy import stored_policy
from wellserved.surveys.queries.surveys import version_for_interaction
from wellserved.surveys.rules.about import about_phrase
from wellserved.surveys.rules.budget import weight_of
from wellserved.surveys.rules.quiet import Times
from wellserved.tallies.actions import add_deltas
from wellserved.tallies.rules import ALONE, MOST
from wellserved.tallies.shapes import DeltaIn, listed
from wellserved.tallies.spots import spot_of

PURPOSE = "answer"


def token_of(seed: str) -> str:
    """What stands in the link of the invitation with this seed."""
    return derive_token(PURPOSE, seed, settings.SECRET_KEY)


def open_invitation(interaction: Interaction) -> Invitation | None:
    """The one that can still be answered, if there is one."""
    return Invitation.objects.filter(
        interaction=interaction, cancelled_at=None, expires_at__gt=now(), response=None
    ).first()


def make_invitation(
    *,
    interaction: Interaction,
    contact: Contact | None,
    decision: Decision | None,
    by: By,
    channel: str = "mail",
    times: Times | None,
) -> Invitation:
    """Freeze who served, for whom and when; count it as asked; and write the letter if `times` say when it may go.

    Whether it is asked in confidence is frozen with it: such an ask is counted nowhere, and names nobody who served.
    """
    moment, row = now(), stored_policy()
    quarter = confided_quarter(interaction.client_id or 0, interaction.team_id or 0, moment)
    seed = secrets.token_hex(16)
    if decision is not None:  # an earlier ask about it came to nothing: the decision is about this one now
        Invitation.objects.filter(decision=decision).update(decision=None)
    members = [] if quarter else list(interaction.served.values_list("member_id", flat=True))
    there = partial(local, zone=contact.timezone if contact else "", otherwise=settings.TIME_ZONE)
    served_on = interaction.closed_at or interaction.opened_at or moment
    invitation = Invitation.objects.create(
        seed=seed,
        token_hash=hash_token(token_of(seed)),
        interaction=interaction,
        decision=decision,
        contact=contact,
        channel=channel,
        language=contact.language if contact else "",
        version_id=None if quarter else version_for_interaction(interaction),
        about=about_phrase(interaction.channel, interaction.subject, there(served_on), there(moment)),
        day=local_day(interaction.closed_at or moment, settings.TIME_ZONE),
        team_id=interaction.team_id or 0,
        service_id=interaction.service_id or 0,
        client_id=interaction.client_id or 0,
        spot_id=spot_of(interaction.channel, interaction.place),
        served_by="" if quarter else listed(members),
        weight=_weight_of(decision),
        created_at=moment,
        expires_at=moment if quarter else moment + timedelta(days=row.expires_days),
        confided_in=quarter,
    )
    if not quarter:
        spend_chance(invitation=invitation, served_at=interaction.closed_at)
        invitation.members.set(members)
    if times and contact is not None:
        _write_letter(invitation, interaction, contact, key=f"ask:{invitation.pk}", times=times)
    if not quarter:
        key = (invitation.day, invitation.team_id, invitation.service_id, invitation.client_id)
        add_deltas(
            deltas=[DeltaIn(*key, asked=1, spot=invitation.spot_id, members=invitation.served_by)],
        )
    record(kind="ask.made", by=by, subject_kind="invitation", subject_id=invitation.pk, interaction=interaction.pk)
    return invitation


def send_link_again(
    *, invitation: Invitation, interaction: Interaction, contact: Contact, times: Times, by: By
) -> bool:
    """A letter with the link of an invitation that is open. False where one is on its way already."""
    if invitation.letter and invitation.letter.state in (Letter.State.QUEUED, Letter.State.SENDING):
        return False
    written = len(letter_keys(invitation))
    key = f"ask:{invitation.pk}:{written + 1}" if written else f"ask:{invitation.pk}"
    _write_letter(invitation, interaction, contact, key=key, times=times)
    record(kind="ask.sent_again", by=by, subject_kind="invitation", subject_id=invitation.pk)
    return True


def _weight_of(decision: Decision | None) -> int:
    """How many it stands for. Whom somebody chose, by hand or by force, stands for nobody: no chance had a say."""
    if decision is None or decision.reason != "due":
        return 0
    return weight_of(decision.probability, ALONE, MOST)


def _write_letter(
    invitation: Invitation, interaction: Interaction, contact: Contact, *, key: str, times: Times
) -> None:
    members, window = list(invitation.members.order_by("pk")), stored_policy().window_days
    if invitation.confided_in:
        words = write_ask_in_confidence(invitation, contact, interaction.team, window)
        times = times._replace(remind_at=None)  # nobody knows who has answered
    else:
        words = write_ask(invitation, contact, interaction.team, members, window)
    when: dict[str, Any] = {
        "not_before": times.not_before,
        "not_after": times.not_after,
        "rests_from": times.rests_from,
    }
    invitation.letter = queue_letter(key=key, **words, **when)
    invitation.remind_at = times.remind_at
    invitation.save(update_fields=["letter", "remind_at"])
