"""What speaks against asking: each rule on its own. It looks at what is known and says why not, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from wellserved.surveys.rules.addresses import is_role_address
from wellserved.surveys.rules.known import History, Policy, Verdict
from wellserved.surveys.rules.quiet import next_time_to_write, pause_on

Rule = Callable[[History, Policy, datetime], Verdict | None]


def answered(history: History, policy: Policy, now: datetime) -> Verdict | None:  # noqa: ARG001
    """What was answered is not asked about again."""
    return Verdict(False, "answered") if history.answered else None


def nobody_named(history: History, policy: Policy, now: datetime) -> Verdict | None:  # noqa: ARG001
    return None if history.has_contact else Verdict(False, "no_contact")


def opted_out(history: History, policy: Policy, now: datetime) -> Verdict | None:  # noqa: ARG001
    """Not at all, or not about this service."""
    if history.opted_out:
        return Verdict(False, "opted_out")
    return Verdict(False, "opted_out_of_this") if history.opted_out_of_this else None


def own_work(history: History, policy: Policy, now: datetime) -> Verdict | None:  # noqa: ARG001
    """Nobody rates themselves."""
    return Verdict(False, "own_work") if history.own_work else None


def no_address(history: History, policy: Policy, now: datetime) -> Verdict | None:  # noqa: ARG001
    return None if history.has_address else Verdict(False, "no_address")


def bounced(history: History, policy: Policy, now: datetime) -> Verdict | None:  # noqa: ARG001
    """A mail server said that the address does not exist."""
    return Verdict(False, "bounced") if history.bounced else None


def role_address(history: History, policy: Policy, now: datetime) -> Verdict | None:  # noqa: ARG001
    """An address of a role, or of a machine, is nobody who was served."""
    return Verdict(False, "role_address") if is_role_address(history.address, policy.roles) else None


def confided_before(history: History, policy: Policy, now: datetime) -> Verdict | None:  # noqa: ARG001
    """One voice per person, team and quarter: so that five answers are five people."""
    return Verdict(False, "confided_before") if history.in_confidence and history.confided_before else None


def reads_confidences(history: History, policy: Policy, now: datetime) -> Verdict | None:  # noqa: ARG001
    """Who knows one answer of five by heart would read the other four."""
    return Verdict(False, "reads_confidences") if history.in_confidence and history.reads_confidences else None


def not_closed(history: History, policy: Policy, now: datetime) -> Verdict | None:  # noqa: ARG001
    return Verdict(False, "not_closed") if history.closed_at is None else None


def left_out(history: History, policy: Policy, now: datetime) -> Verdict | None:  # noqa: ARG001
    return None if history.wanted else Verdict(False, "left_out")


def team_asks_nobody(history: History, policy: Policy, now: datetime) -> Verdict | None:  # noqa: ARG001
    return None if policy.team_asks else Verdict(False, "team_asks_nobody")


def not_live(history: History, policy: Policy, now: datetime) -> Verdict | None:
    """A backlog is never asked about."""
    if policy.go_live_at is None:
        return Verdict(False, "not_live")
    early = now < policy.go_live_at or (history.closed_at is not None and history.closed_at < policy.go_live_at)
    return Verdict(False, "before_go_live") if early else None


def too_old(history: History, policy: Policy, now: datetime) -> Verdict | None:
    """What closed long ago is forgotten, or remembered as something else."""
    if history.closed_at is None or now - history.closed_at <= policy.max_age:
        return None
    return Verdict(False, "too_old", {"days": (now - history.closed_at).days, "limit": days(policy.max_age)})


def no_mail(history: History, policy: Policy, now: datetime) -> Verdict | None:  # noqa: ARG001
    return None if history.mail_is_set_up else Verdict(False, "no_mail")


def inside_minimum(history: History, policy: Policy, now: datetime) -> Verdict | None:
    """The hard minimum holds even for who asks by hand."""
    return _within(history.last_asked_at, policy.minimum, "minimum", now)


def inside_window(history: History, policy: Policy, now: datetime) -> Verdict | None:
    """At most one ask in a window, whichever survey, team or call it was."""
    return _within(history.last_asked_at, policy.window, "window", now)


def inside_cooldown(history: History, policy: Policy, now: datetime) -> Verdict | None:
    """About the same service even less often."""
    return _within(history.last_asked_alike_at, policy.cooldown, "cooldown", now)


def inside_rest_of_survey(history: History, policy: Policy, now: datetime) -> Verdict | None:  # noqa: ARG001
    """The same questions even less often, where their survey says so."""
    return _within(history.last_asked_same_at, history.survey_rests, "survey_cooldown", now)


def another_waits(history: History, policy: Policy, now: datetime) -> Verdict | None:  # noqa: ARG001
    """Nobody gets two letters: somebody whose ask is about to leave is not put in line for another."""
    return Verdict(False, "another_waits") if history.another_waits else None


def quiet_for_too_long(history: History, policy: Policy, now: datetime) -> Verdict | None:
    """Quiet time moves an ask; where it would end too late, the ask is dropped."""
    if history.closed_at is None:
        return None
    due, limit = max(history.closed_at + policy.delay, now), history.closed_at + policy.max_age
    opens = next_time_to_write(due, history.where, policy)
    if opens is not None and opens <= limit:
        return None
    if pause := pause_on(due, history.where, policy):
        return Verdict(False, "pause", {"name": pause.name})
    return Verdict(False, "too_late", {"limit": days(policy.max_age)})


# In the order in which people read them: the first that speaks is the reason.
IN_CONFIDENCE: tuple[Rule, ...] = (reads_confidences, confided_before)
EVER: tuple[Rule, ...] = (
    answered,
    nobody_named,
    own_work,
    opted_out,
    *IN_CONFIDENCE,
    no_address,
    bounced,
    role_address,
)
NOW: tuple[Rule, ...] = (
    not_closed, left_out, team_asks_nobody, not_live, too_old, no_mail,
    inside_minimum, inside_window, inside_cooldown, inside_rest_of_survey, another_waits, quiet_for_too_long,
)  # fmt: skip
# After something was put right: whichever team serves, and however lately they were asked, but for the hard minimum.
PASSED: tuple[Rule, ...] = (team_asks_nobody, inside_window, inside_cooldown, inside_rest_of_survey, another_waits)
AFTER_ALL = tuple(rule for rule in NOW if rule not in PASSED)


def first_against(rules: tuple[Rule, ...], history: History, policy: Policy, now: datetime) -> Verdict | None:
    for rule in rules:
        if verdict := rule(history, policy, now):
            return verdict
    return None


def days(span: timedelta) -> str:
    return f"{span.days} day" if span.days == 1 else f"{span.days} days"


def _within(asked_at: datetime | None, span: timedelta, reason: str, now: datetime) -> Verdict | None:
    if asked_at is None or now - asked_at >= span:
        return None
    return Verdict(False, reason, {"days": max((now - asked_at).days, 0), "limit": days(span)})
