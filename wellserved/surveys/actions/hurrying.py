"""Decides at once about a closing that somebody asks for before the next look: its place in the week's draw is now."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from wellserved.interactions.models import Interaction
from wellserved.kit.clock import now
from wellserved.surveys.actions.counting import count_again
from wellserved.surveys.actions.deciding import decide_about
from wellserved.surveys.actions.drawing import UNDRAWN, let_chance_choose
from wellserved.surveys.models import Decision
from wellserved.surveys.queries.asking import asks_that_wait, closing_of, eligible_of, history_of
from wellserved.surveys.queries.policy import policies_of
from wellserved.surveys.rules.asking import may_ask

Outcome = Decision.Outcome
SETTLED = (*UNDRAWN, "by_hand_not", "left_out")


@transaction.atomic
def decide_at_once(*, interaction_id: int, by_letter: bool) -> None:
    """Where a team asks at most so many people: one chance, now. Elsewhere whoever asks decides."""
    interaction = Interaction.objects.select_for_update(no_key=True).get(pk=interaction_id)
    closing = closing_of(interaction)
    policies = policies_of([closing.team_id])
    if interaction.closed_at is None or policies[closing.team_id].ask_at_most is None:
        return
    held = Decision.objects.select_for_update().filter(interaction=interaction, closing=interaction.closings)
    decision = held.first()
    if decision is None:
        decide_about([closing], by_letter=by_letter)
    elif decision.outcome == Outcome.NOT_ASKED and decision.week_id is None and decision.reason not in SETTLED:
        # A rule spoke then, and does no more: they have had no chance yet.
        moment = now()
        waits = bool(asks_that_wait([closing.contact_id or 0], but_for=[closing.id]))
        history = replace(history_of(closing, moment, by_letter=by_letter), another_waits=waits)
        verdict = may_ask(history, policies[closing.team_id], moment)
        if verdict.ask and verdict.reason == "due":
            count_again(decided_at=decision.decided_at)
            decision.outcome, decision.reason, decision.detail = Outcome.WAITING, verdict.reason, verdict.detail
            decision.ask_at, decision.decided_at = verdict.ask_at, moment
            let_chance_choose([(eligible_of(closing), closing.contact_id or 0, decision)], policies, moment)
            decision.save()
