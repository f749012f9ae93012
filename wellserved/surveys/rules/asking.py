"""The law of asking: whom we ask about a closing, when, and why not. Time is an argument; chance has no say here."""

from __future__ import annotations

from datetime import datetime

from wellserved.surveys.rules import against
from wellserved.surveys.rules.against import AFTER_ALL, EVER, NOW, first_against
from wellserved.surveys.rules.known import History, Policy, Verdict
from wellserved.surveys.rules.quiet import next_time_to_write, pause_on

__all__ = ["History", "Policy", "Verdict", "may_ask", "may_force", "may_insist", "when_waiting"]


def may_ask(history: History, policy: Policy, now: datetime) -> Verdict:
    """Whether a closing may be asked about and when, with the first reason that speaks against it."""
    found = first_against(EVER, history, policy, now)
    found = found or first_against(AFTER_ALL if history.second_chance else NOW, history, policy, now)
    if found:
        return found
    due = max((history.closed_at or now) + policy.delay, now)
    reason = "second_chance" if history.second_chance else "due"
    return Verdict(True, reason, ask_at=next_time_to_write(due, history.where, policy))


def when_waiting(verdict: Verdict) -> Verdict:
    """The same about an ask that has waited: what has become too old meanwhile could not be asked in time."""
    if verdict.reason != "too_old":
        return verdict
    return Verdict(False, "too_late", {"limit": verdict.detail["limit"]})


def may_insist(history: History, policy: Policy, now: datetime) -> Verdict:
    """Whether somebody who asks by hand may: chance, age, go-live, window and cooldown are theirs to pass, no more.

    Quiet time moves the letter here as well, for as long as anything may wait.
    """
    rules = (*EVER, against.not_closed, against.no_mail, against.inside_minimum)
    found = first_against(rules, history, policy, now)
    if found:
        return found
    opens = next_time_to_write(now, history.where, policy)
    if opens is None or opens - now > policy.max_age:
        pause = pause_on(now, history.where, policy)
        late = Verdict(False, "too_late", {"limit": against.days(policy.max_age)})
        return Verdict(False, "pause", {"name": pause.name}) if pause else late
    return Verdict(True, "by_hand", ask_at=opens)


def may_force(history: History, policy: Policy, now: datetime) -> Verdict:
    """Whether `force` may: it passes every rule but an opt-out, an answer that is there, rating oneself, and
    what a promise of confidence stands on."""
    rules = (against.opted_out, against.answered, against.own_work, *against.IN_CONFIDENCE)
    return first_against(rules, history, policy, now) or Verdict(True, "forced", ask_at=now)
