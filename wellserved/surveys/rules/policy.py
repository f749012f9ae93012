"""How we ask, in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from wellserved.surveys.rules.about import MONTHS
from wellserved.surveys.rules.asking import Policy


def policy_in_words(policy: Policy, expires: timedelta, now: datetime) -> list[str]:
    """What will happen under this policy, a sentence each. `go_live_at` and `now` are in the organisation's time."""
    if policy.go_live_at is None:
        return ["Nobody is asked: no go-live moment is set. What closes is counted, and never asked about later."]
    begun = policy.go_live_at <= now
    since = f"{moment_in_words(policy.go_live_at)}"
    share = policy.sampling_rate
    said = [
        f"Asking began {since}. What closed before is never asked about."
        if begun
        else f"Asking begins {since}. What closes before is never asked about.",
        f"{_capital(span_in_words(policy.delay))} after an interaction closes we look at the rules once more, "
        "and write one letter."
        if policy.delay
        else "As soon as an interaction closes we look at the rules, and write one letter.",
        f"Nobody is asked more than once in {span_in_words(policy.window)}. Even somebody who asks by hand "
        f"leaves people in peace for {span_in_words(policy.minimum)}.",
        f"What closed more than {span_in_words(policy.max_age)} ago is left alone.",
    ]
    if share <= 0:
        said.append("Chance leaves everybody out, so in fact nobody is asked.")
    elif share < 1:
        said.append(f"Of 100 who may be asked, chance picks {share * 100:.3g}.")
    said.append(_quiet_in_words(policy))
    if policy.cooldown > policy.window:
        said.append(f"About the same service nobody is asked more than once in {span_in_words(policy.cooldown)}.")
    if policy.remind_after:
        said.append(f"Whoever has not answered after {span_in_words(policy.remind_after)} is reminded once.")
    if policy.ask_at_most is not None:
        said.append(
            f"Each team asks at most {policy.ask_at_most:,} people a week, more often where little is known, unless it "
            "has a number of its own."
        )
    said.append(f"The link in the letter works for {span_in_words(expires)}.")
    return said


def _quiet_in_words(policy: Policy) -> str:
    hours = f"between {policy.quiet_from:%H:%M} and {policy.quiet_until:%H:%M}"
    never = [hours] if policy.quiet_from != policy.quiet_until else []
    never += [] if policy.on_weekends else ["on weekends"]
    never += [] if policy.on_holidays else ["on holidays"]
    if not never:
        return "Letters leave at any hour of any day."
    listed = " or ".join(filter(None, (", ".join(never[:-1]), never[-1])))
    return (
        f"No letter leaves {listed}, where they are. What falls there waits, or is dropped when it would be too late."
    )


def span_in_words(span: timedelta) -> str:
    """An hour, 90 minutes, 7 days."""
    minutes = int(span.total_seconds() // 60)
    for size, one, many in ((1440, "a day", "days"), (60, "an hour", "hours"), (1, "a minute", "minutes")):
        if minutes and minutes % size == 0:
            return one if minutes == size else f"{minutes // size} {many}"
    return "no time"


def moment_in_words(moment: datetime) -> str:
    """On 3 November 2026 at 09:00."""
    return f"on {moment.day} {MONTHS[moment.month - 1]} {moment.year} at {moment:%H:%M}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
