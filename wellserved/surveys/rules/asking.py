"""The law of asking: whom we ask about a closing, when, and why not. Time and chance are arguments."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any


@dataclass(frozen=True)
class Policy:
    """When and how often we ask."""

    go_live_at: datetime | None
    delay: timedelta = timedelta(hours=1)
    window: timedelta = timedelta(days=30)
    minimum: timedelta = timedelta(days=7)
    max_age: timedelta = timedelta(days=7)
    sampling_rate: float = 1.0


@dataclass(frozen=True)
class History:
    """What is known about a closing and its contact at the moment of deciding."""

    closed_at: datetime | None
    wanted: bool = True  # false: it came in marked not to be asked about
    has_contact: bool = True
    has_address: bool = True
    opted_out: bool = False
    answered: bool = False
    last_asked_at: datetime | None = None
    mail_is_set_up: bool = True


@dataclass(frozen=True)
class Verdict:
    """Whether to ask, why, and when."""

    ask: bool
    reason: str
    detail: dict[str, Any] = field(default_factory=dict)
    ask_at: datetime | None = None
    probability: float | None = None  # of having been chosen, where chance had a say


def may_ask(history: History, policy: Policy, now: datetime) -> Verdict:
    """Whether a closing may be asked about, with the first reason that speaks against it. Chance has no say here."""
    against = _against_ever(history) or _against_now(history, policy, now)
    return against or Verdict(True, "due", ask_at=max((history.closed_at or now) + policy.delay, now))


def may_insist(history: History, policy: Policy, now: datetime) -> Verdict:
    """Whether somebody who asks by hand may: chance, age, go-live and the window are theirs to pass, no more."""
    against = _against_ever(history)
    if against:
        return against
    if history.closed_at is None:
        return Verdict(False, "not_closed")
    if not history.mail_is_set_up:
        return Verdict(False, "no_mail")
    return _asked_within(history, policy.minimum, "minimum", now) or Verdict(True, "by_hand", ask_at=now)


def may_force(history: History) -> Verdict:
    """Whether `force` may: it passes every rule but an opt-out and an answer that is there already."""
    if history.opted_out:
        return Verdict(False, "opted_out")
    if history.answered:
        return Verdict(False, "answered")
    return Verdict(True, "forced")


def _against_ever(history: History) -> Verdict | None:
    for fails, reason in (
        (history.answered, "answered"),
        (not history.has_contact, "no_contact"),
        (history.opted_out, "opted_out"),
        (not history.has_address, "no_address"),
    ):
        if fails:
            return Verdict(False, reason)
    return None


def _against_now(history: History, policy: Policy, now: datetime) -> Verdict | None:
    closed_at = history.closed_at
    if closed_at is None:
        return Verdict(False, "not_closed")
    if not history.wanted:
        return Verdict(False, "left_out")
    if policy.go_live_at is None:
        return Verdict(False, "not_live")
    if closed_at < policy.go_live_at or now < policy.go_live_at:
        return Verdict(False, "before_go_live")
    if now - closed_at > policy.max_age:
        return Verdict(False, "too_old", {"days": (now - closed_at).days, "limit": _days(policy.max_age)})
    if not history.mail_is_set_up:
        return Verdict(False, "no_mail")
    return _asked_within(history, policy.minimum, "minimum", now) or _asked_within(
        history, policy.window, "window", now
    )


def _asked_within(history: History, span: timedelta, reason: str, now: datetime) -> Verdict | None:
    asked_at = history.last_asked_at
    if asked_at is None or now - asked_at >= span:
        return None
    return Verdict(False, reason, {"days": max((now - asked_at).days, 0), "limit": _days(span)})


def _days(span: timedelta) -> str:
    return f"{span.days} day" if span.days == 1 else f"{span.days} days"
