"""Lets chance choose among those whom no rule speaks against, and keeps everybody's chance with the decision."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils.timezone import localtime

from wellserved.journal.actions import record
from wellserved.kit.clock import local_day
from wellserved.surveys.models import AskWeek, Decision
from wellserved.surveys.queries.asking import Closing, eligible_of
from wellserved.surveys.queries.weeks import facts_of, kept_plan, line_of, plan_of
from wellserved.surveys.rules.asking import History, Policy, Verdict, may_ask
from wellserved.surveys.rules.budget import WHOLE, chances_for, draw, is_spent, number_for, plan_week, week_left
from wellserved.surveys.rules.sampling import Eligible, chance_in_words, choose, draw_for, share_of

Outcome = Decision.Outcome
UNDRAWN = ("not_drawn", "had_chance", "spent")
Candidate = tuple[Eligible, int, Decision]  # an eligible closing, its contact, and what is about to be decided


def let_chance_choose(
    eligible: Sequence[Candidate], policies: Mapping[int, Policy], moment: datetime, *, batches_behind: float = 0.0
) -> None:
    """Change the decisions about those who are left out: by the share that is asked, then by the weekly budget."""
    for team_id in {one.team_id for one, _, _ in eligible}:
        those = [candidate for candidate in eligible if candidate[0].team_id == team_id]
        choices = choose([one for one, _, _ in those], policies[team_id], moment, draw_for)
        for (_, _, decision), choice in zip(those, choices, strict=True):
            decision.probability = choice.probability
            if not choice.chosen:
                _leave_out(decision, "sampled_out", {"share": share_of(choice.probability)})
    still_in = [candidate for candidate in eligible if candidate[2].outcome == Outcome.WAITING]
    limited = [one for one in still_in if policies[one[0].team_id].ask_at_most is not None]
    asked_by_others = {contact for one, contact, _ in still_in if policies[one.team_id].ask_at_most is None}
    for candidate in [one for one in limited if one[1] in asked_by_others]:
        limited.remove(candidate)
        _leave_out(candidate[2], "another_waits", {})
    _draw_within_budgets(limited, policies, moment, batches_behind)


def may_choose(closing: Closing, history: History, policy: Policy, moment: datetime, decision: Decision) -> Verdict:
    """The rules, then chance, for one alone. Within a weekly budget only the draw that decides about all chooses."""
    verdict = may_ask(history, policy, moment)
    if not verdict.ask or verdict.reason == "second_chance":
        return verdict
    if (
        decision.pk
        and decision.outcome == Outcome.NOT_ASKED
        and (policy.ask_at_most is not None or decision.reason == "by_hand_not")
    ):
        return Verdict(False, decision.reason, decision.detail)
    if policy.ask_at_most is not None:
        return verdict if decision.pk else Verdict(False, "not_decided")
    [choice] = choose([eligible_of(closing)], policy, moment, draw_for)
    if choice.chosen:
        return replace(verdict, probability=choice.probability)
    return Verdict(False, "sampled_out", {"share": share_of(choice.probability)}, probability=choice.probability)


def _draw_within_budgets(
    limited: Sequence[Candidate], policies: Mapping[int, Policy], moment: datetime, batches_behind: float
) -> None:
    """Change the decisions about those who are not drawn, and note everybody's chance. In the caller's transaction.

    A decision's probability is multiplied, should chance have had a say before. `batches_behind` says how many
    batches like this one stand in line, so that the first of a large file do not use up what the last are to share.
    """
    if not limited:
        return
    today = local_day(moment, settings.TIME_ZONE)
    monday = today - timedelta(days=today.weekday())
    had = _had_their_chance([contact for _, contact, _ in limited], monday)
    for team_id in sorted({one.team_id for one, _, _ in limited}):  # in one order, so that no two wait crosswise
        week = _hold_week(team_id, monday, policies[team_id], moment)
        on_the_line: list[Candidate] = []
        for candidate in limited:
            one, contact, decision = candidate
            if one.team_id != team_id:
                continue
            if contact not in had:
                had[contact] = (one.interaction_id, None)
                on_the_line.append(candidate)
                continue
            interaction_id, decision.probability = had[contact]
            if interaction_id != one.interaction_id or decision.probability is None:
                decision.probability = None
                _leave_out(decision, "had_chance", {})
        if on_the_line:
            _draw(week, on_the_line, moment, len(on_the_line) * batches_behind)


def _draw(week: AskWeek, candidates: Sequence[Candidate], moment: datetime, queue: float) -> None:
    plan, profile = plan_of(week)
    line = line_of(week)
    if is_spent(plan, line):
        for _, _, decision in candidates:
            _leave_out(decision, "spent", {"most": week.budget})
            decision.probability = None
        return
    places = [(one.service_id, one.client_id) for one, _, _ in candidates]
    chances = chances_for(places, plan, line, week_left(localtime(moment), profile), queue)
    for (one, _, decision), chance in zip(candidates, chances, strict=True):
        chosen, line = draw(line, chance, number_for(week.seed, one.interaction_id, one.closing))
        decision.week = week
        decision.probability = (decision.probability or 1.0) * chance / WHOLE
        if not chosen:
            _leave_out(decision, "not_drawn", {"chance": chance_in_words(chance / WHOLE)})
    week.seen, week.laid, week.asked = line.seen, line.laid, line.asked
    week.save(update_fields=["seen", "laid", "asked"])


def _leave_out(decision: Decision, reason: str, detail: dict[str, str | int]) -> None:
    decision.outcome, decision.reason, decision.detail, decision.ask_at = Outcome.NOT_ASKED, reason, detail, None


def _hold_week(team_id: int, monday: date, policy: Policy, moment: datetime) -> AskWeek:
    """The team's week, locked; made with its plan when the first of the week comes by."""
    held = AskWeek.objects.select_for_update().filter(team_id=team_id, monday=monday)
    week = held.first()
    if week is not None:
        return week
    facts = facts_of(team_id, monday)
    plan = plan_week(facts.cells, max(policy.ask_at_most or 1, 1), facts.volume, policy.least_share)
    if not AskWeek.objects.filter(team_id=team_id).exists():  # a budget that was set on a Thursday has two days
        plan = replace(plan, began=max(week_left(localtime(moment), facts.profile), 0.02))
    given = {"seed": secrets.token_hex(16), "budget": plan.budget, "plan": kept_plan(plan, facts.profile)}
    week, made = AskWeek.objects.get_or_create(team_id=team_id, monday=monday, defaults=given)
    if made:
        record(kind="asking.week_planned", subject_kind="ask_week", subject_id=week.pk, budget=plan.budget)
    return held.get()


def _had_their_chance(contacts: Sequence[int], monday: date) -> dict[int, tuple[int, float | None]]:
    """Who of them was on the line of any team this week already: for which interaction and, if drawn, by what chance.

    Who was drawn, and whose interaction was opened again before we asked, stays drawn when it closes again.
    """
    on_it = Decision.objects.filter(week__monday=monday, interaction__contact_id__in=contacts)
    rows = on_it.values_list("interaction__contact_id", "interaction_id", "probability", "reason")
    return {contact: (about, None if reason in UNDRAWN else chance) for contact, about, chance, reason in rows}
