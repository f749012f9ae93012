"""The law of asking: whom we ask about a closing, when, and why not. Time and chance are arguments."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

# Every reason a decision can have: its code, and the sentence that people read. Braces are filled from `detail`.
REASONS: dict[str, str] = {
    "due": "Nothing speaks against it.",
    "by_hand": "It was asked by hand, past the usual rules.",
    "forced": "It was asked for through the API, past the usual rules.",
    "not_live": "Asking has not begun: no go-live moment is set.",
    "before_go_live": "It closed before asking began.",
    "not_closed": "It is not closed yet.",
    "reopened": "It was opened again before we asked.",
    "reopened_early": "It was opened again before we had looked at it.",
    "answered": "There is an answer about it already.",
    "pending": "There is an open ask about it already.",
    "no_contact": "Nobody is named whom we could ask.",
    "no_address": "The contact has no e-mail address that we could write to.",
    "opted_out": "The contact does not want to be asked.",
    "too_old": "It closed {days} days ago, and we ask within {limit}.",
    "minimum": "The contact was asked {days} days ago, and must be left in peace for {limit}.",
    "window": "The contact was asked {days} days ago; we ask at most once in {limit}.",
    "no_mail": "Letters cannot leave: mail is not set up.",
    "sampled_out": "It was left out by chance; {share} in 100 are asked.",
    "trouble": "Something went wrong on our side when we wanted to ask.",
    "letter_cancelled": "The letter was cancelled before it left.",
    "by_hand_not": "Somebody here chose not to ask.",
}
# The same in short, for counting them.
TITLES: dict[str, str] = {
    "due": "Nothing speaks against it",
    "by_hand": "Asked by hand",
    "forced": "Asked through the API",
    "not_live": "No go-live moment is set",
    "before_go_live": "Closed before asking began",
    "not_closed": "Not closed yet",
    "reopened": "Opened again before we asked",
    "reopened_early": "Opened again before we looked",
    "answered": "Answered already",
    "pending": "Asked already, and still open",
    "no_contact": "Nobody is named",
    "no_address": "No address to write to",
    "opted_out": "Do not want to be asked",
    "too_old": "Closed too long ago",
    "minimum": "Asked only days ago",
    "window": "Asked not long ago",
    "no_mail": "Mail is not set up",
    "sampled_out": "Left out by chance",
    "trouble": "Something went wrong on our side",
    "letter_cancelled": "The letter was cancelled",
    "by_hand_not": "Left out by hand",
}


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
    has_contact: bool = True
    has_address: bool = True
    opted_out: bool = False
    answered: bool = False
    last_asked_at: datetime | None = None
    mail_is_set_up: bool = True
    draw: float = 0.0  # from `draw_for`, at least 0 and below 1


@dataclass(frozen=True)
class Verdict:
    """Whether to ask, why, and when."""

    ask: bool
    reason: str
    detail: dict[str, Any] = field(default_factory=dict)
    ask_at: datetime | None = None
    probability: float = 1.0  # with which this closing was to be asked about, where chance had a say


def draw_for(interaction_id: int, closing: int) -> float:
    """A number from 0 up to 1 that is always the same for this closing, so that deciding twice decides the same."""
    digest = hashlib.sha256(f"ask:{interaction_id}:{closing}".encode()).digest()
    return int.from_bytes(digest[:7], "big") / 2**56


def may_ask(history: History, policy: Policy, now: datetime, *, sampled: bool = False) -> Verdict:
    """Whether a closing may be asked about, with the first reason that speaks against it.

    `sampled` says that chance has spoken already: a decision that waits is not drawn for again.
    """
    against = _against_ever(history) or _against_now(history, policy, now)
    if against:
        return against
    closed_at = history.closed_at or now
    rate = min(max(policy.sampling_rate, 0.0), 1.0)
    if not sampled and history.draw >= rate:
        return Verdict(False, "sampled_out", {"share": _as_percent(rate)}, probability=rate)
    return Verdict(True, "due", ask_at=max(closed_at + policy.delay, now), probability=rate)


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


def reason_sentence(code: str, detail: dict[str, Any]) -> str:
    """A decision's reason as a sentence, with its numbers in place."""
    sentence = REASONS.get(code, "We do not know why.").format_map(_Blank(detail))
    return sentence.replace("asked 0 days ago", "asked today").replace(" 1 days", " 1 day")


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


def _as_percent(rate: float) -> str:
    return f"{rate * 100:.3g}"


class _Blank(dict[str, Any]):
    """Says "some" where a detail is missing."""

    def __missing__(self, key: str) -> str:
        return "some"
