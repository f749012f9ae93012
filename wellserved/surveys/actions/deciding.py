"""Decides about closings: one decision for each closing of each interaction, with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from wellserved.interactions.actions import settle
from wellserved.interactions.models import Interaction
from wellserved.journal.actions import record
from wellserved.kit.clock import local_day, now
from wellserved.mail.actions import cancel_letter
from wellserved.mail.models import Letter
from wellserved.surveys.actions.chances import take_chance_back
from wellserved.surveys.actions.counting import count_again
from wellserved.surveys.actions.drawing import Candidate, let_chance_choose
from wellserved.surveys.models import Decision, Invitation, Response
from wellserved.surveys.queries.asking import (
    Closing,
    asks_that_wait,
    closing_of,
    eligible_of,
    histories_of,
    letter_keys,
    undecided_behind,
    undecided_closings,
)
from wellserved.surveys.queries.policy import policies_of
from wellserved.surveys.rules.asking import Verdict, may_ask
from wellserved.tallies.actions import add_deltas
from wellserved.tallies.shapes import DeltaIn
from wellserved.tallies.spots import Spots

Outcome = Decision.Outcome
BATCH = 250  # a transaction of some 50 ms: on SQLite answers wait for it


def decide_batch(limit: int = BATCH) -> int:
    """Look at a batch of interactions that closed or reopened. How many were looked at."""
    return _decide_batch(limit) if Interaction.objects.filter(undecided=True).exists() else 0


@transaction.atomic
def _decide_batch(limit: int) -> int:
    closings = undecided_closings(limit)
    if closings:
        behind = undecided_behind(BATCH) / BATCH if len(closings) == BATCH else 0.0
        decide_about(closings, batches_behind=behind)
    return len(closings)


def decide_about(closings: Sequence[Closing], *, batches_behind: float = 0.0, by_letter: bool = True) -> None:
    """A decision for every closing of these, which are locked. In the caller's transaction."""
    ids = [closing.id for closing in closings]
    earlier: dict[int, list[Decision]] = {}
    # Locked: an ask that is just being made is seen as made, and taken back.
    for decision in Decision.objects.filter(interaction_id__in=ids).select_for_update().order_by("pk"):
        earlier.setdefault(decision.interaction_id, []).append(decision)
    _take_back(_overtaken(closings, earlier))
    fresh, served = _decide(closings, earlier, batches_behind, by_letter)
    Decision.objects.bulk_create(fresh, batch_size=500)
    add_deltas(deltas=served)
    settle(ids=ids)
    if fresh:
        waiting = sum(decision.outcome == Outcome.WAITING for decision in fresh)
        record(kind="asks.decided", decided=len(fresh), waiting=waiting)


def _decide(
    closings: Sequence[Closing], earlier: dict[int, list[Decision]], batches_behind: float, by_letter: bool
) -> tuple[list[Decision], list[DeltaIn]]:
    moment = now()
    histories = histories_of(closings, moment, by_letter=by_letter)
    policies = policies_of({closing.team_id for closing in closings})
    waits = asks_that_wait({closing.contact_id for closing in closings if closing.contact_id}, but_for=list(histories))
    fresh: list[Decision] = []
    served: list[DeltaIn] = []
    eligible: list[Candidate] = []
    spots = Spots({(closing.channel, closing.place) for closing in closings})
    for closing in closings:
        known = earlier.get(closing.id, [])
        decided = {decision.closing for decision in known}
        last = closing.closings if closing.closed_at else closing.closings + 1
        # A closing that was undone before we looked has a decision of its own all the same.
        fresh += [
            _blank(closing, number, moment, Outcome.CANCELLED, Verdict(False, "reopened_early"))
            for number in range(1, last)
            if number not in decided
        ]
        if closing.closed_at is None or closing.closings in decided:
            continue
        history, policy = histories[closing.id], policies[closing.team_id]
        drawn = waits.get(closing.contact_id or 0)
        # Whoever was drawn keeps their place, and nobody is drawn who is about to be asked anyway.
        history = replace(history, another_waits=drawn or (drawn is not None and policy.ask_at_most is not None))
        verdict = may_ask(history, policy, moment)
        outcome = Outcome.WAITING if verdict.ask else Outcome.NOT_ASKED
        decision = _blank(closing, closing.closings, moment, outcome, verdict)
        fresh.append(decision)
        if verdict.ask and verdict.reason == "due":  # of a second chance, chance has no say
            eligible.append((eligible_of(closing), closing.contact_id or 0, decision))
        if not _is_counted(known):
            served.append(_served(decision, closing, closing.closed_at, spots))
    let_chance_choose(eligible, policies, moment, batches_behind=batches_behind)
    return fresh, served


def _blank(closing: Closing, number: int, moment: datetime, outcome: str, verdict: Verdict) -> Decision:
    return Decision(
        interaction_id=closing.id,
        closing=number,
        outcome=outcome,
        reason=verdict.reason,
        detail=verdict.detail,
        ask_at=verdict.ask_at,
        decided_at=moment,
        team_id=closing.team_id,
        service_id=closing.service_id,
    )


def count_served_by_hand(decision: Decision) -> None:
    """Count an interaction as served whose first decision is made by hand or through the API."""
    interaction = decision.interaction
    if interaction.closed_at and not _is_counted(Decision.objects.filter(interaction=interaction)):
        spots = Spots({(interaction.channel, interaction.place)})
        add_deltas(deltas=[_served(decision, closing_of(interaction), interaction.closed_at, spots)])


def _is_counted(decisions: Iterable[Decision]) -> bool:
    """Each interaction is counted as served once, with its first decision about a closing that we saw."""
    return any(decision.counted_on for decision in decisions)


def _served(decision: Decision, closing: Closing, closed_at: datetime, spots: Spots) -> DeltaIn:
    decision.counted_on = local_day(closed_at, settings.TIME_ZONE)
    decision.spot_id = spots.of(closing.channel, closing.place)
    key = (decision.counted_on, closing.team_id, closing.service_id, closing.client_id)
    return DeltaIn(*key, served=1, spot=decision.spot_id)


def _overtaken(closings: Iterable[Closing], earlier: dict[int, list[Decision]]) -> list[Decision]:
    """Decisions about a closing that is undone by now."""
    return [
        decision
        for closing in closings
        for decision in earlier.get(closing.id, [])
        if decision.outcome in (Outcome.WAITING, Outcome.ASKED)
        and (closing.closed_at is None or decision.closing < closing.closings)
    ]


def _take_back(decisions: Sequence[Decision]) -> None:
    """Cancel what has not been asked yet. A letter that has left stays an ask."""
    waiting = [decision.pk for decision in decisions if decision.outcome == Outcome.WAITING]
    Decision.objects.filter(pk__in=waiting, outcome=Outcome.WAITING).update(
        outcome=Outcome.CANCELLED, reason="reopened", decided_at=now()
    )
    asked = [decision.pk for decision in decisions if decision.outcome == Outcome.ASKED]
    take_back_unsent(Invitation.objects.filter(decision_id__in=asked), reason="reopened")


def take_back_unsent(invitations: Iterable[Invitation], *, reason: str) -> int:
    """Cancel those invitations whose letter has not left, and their decisions and counts with them."""
    return sum(
        write_off(invitation, reason=reason)
        for invitation in invitations
        if invitation.letter_id and not invitation.cancelled_at and cancel_letter(letter_id=invitation.letter_id)
    )


def write_off(invitation: Invitation, *, reason: str, detail: Mapping[str, Any] | None = None) -> bool:
    """This invitation was no ask after all: it is closed, its decision says why, and it is not counted.

    One that was answered stays: its link was known before its letter left. So does one that an earlier letter brought.
    """
    moment = now()
    left = Letter.objects.filter(key__in=letter_keys(invitation), state=Letter.State.SENT).order_by("pk").last()
    if left:
        Invitation.objects.filter(pk=invitation.pk).update(letter=left)
        return False
    if Response.objects.filter(pk=invitation.pk).exists() or not Invitation.objects.filter(
        pk=invitation.pk, cancelled_at=None
    ).update(cancelled_at=moment):
        return False
    take_chance_back(invitation=invitation)
    count_again(decided_at=Decision.objects.filter(invitation=invitation).values_list("decided_at", flat=True).first())
    Decision.objects.filter(invitation=invitation).update(
        outcome=Outcome.CANCELLED if reason == "reopened" else Outcome.NOT_ASKED,
        reason=reason,
        detail=dict(detail or {}),
        decided_at=moment,
    )
    if not invitation.confided_in:
        key = (invitation.day, invitation.team_id, invitation.service_id, invitation.client_id)
        add_deltas(deltas=[DeltaIn(*key, asked=-1, spot=invitation.spot_id, members=invitation.served_by)])
    record(kind="ask.taken_back", subject_kind="invitation", subject_id=invitation.pk, reason=reason)
    return True
