"""The law of asking holds for every history: never inside the window, after an opt-out, or before go-live."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellserved.surveys.rules.asking import History, Policy, may_ask, may_force, may_insist
from wellserved.surveys.rules.known import Pause
from wellserved.surveys.rules.quiet import may_write
from wellserved.surveys.rules.reasons import REASONS, reason_sentence
from wellserved.surveys.rules.sampling import Eligible, choose, draw_for, share_of

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LIVE = Policy(go_live_at=NOW - timedelta(days=100), quiet_from=time(), quiet_until=time(), on_weekends=True)
CLOSED = History(closed_at=NOW - timedelta(minutes=5))

moments = st.one_of(st.none(), st.integers(-60, 60 * 24 * 200).map(lambda m: NOW - timedelta(minutes=m)))
spans = st.integers(0, 90).map(lambda days: timedelta(days=days))
clocks = st.integers(0, 47).map(lambda half: time(half // 2, 30 * (half % 2)))
policies = st.builds(
    Policy,
    go_live_at=moments,
    delay=st.integers(0, 5000).map(lambda minutes: timedelta(minutes=minutes)),
    window=spans,
    minimum=spans,
    max_age=spans,
    sampling_rate=st.floats(0, 1),
    cooldown=spans,
    quiet_from=clocks,
    quiet_until=clocks,
    on_weekends=st.booleans(),
    on_holidays=st.booleans(),
    team_asks=st.booleans(),
)
histories = st.builds(
    History,
    closed_at=moments,
    wanted=st.booleans(),
    has_contact=st.booleans(),
    has_address=st.booleans(),
    own_work=st.booleans(),
    address=st.sampled_from(["bea@biology.example", "info@biology.example"]),
    opted_out=st.booleans(),
    opted_out_of_this=st.booleans(),
    last_asked_alike_at=moments,
    answered=st.booleans(),
    last_asked_at=moments,
    mail_is_set_up=st.booleans(),
)


@given(histories, policies)
def test_nobody_is_asked_whom_a_rule_protects(history: History, policy: Policy) -> None:
    verdict = may_ask(history, policy, NOW)
    assert verdict.reason in REASONS
    if not verdict.ask:
        assert verdict.ask_at is None
        return
    assert history.wanted and history.has_contact and history.has_address and history.mail_is_set_up
    assert not history.opted_out and not history.opted_out_of_this and not history.answered
    assert policy.team_asks and not history.own_work and not history.address.startswith("info@")
    assert history.closed_at and policy.go_live_at and history.closed_at >= policy.go_live_at
    assert NOW - history.closed_at <= policy.max_age
    if history.last_asked_at:
        assert NOW - history.last_asked_at >= max(policy.window, policy.minimum)
    if history.last_asked_alike_at:
        assert NOW - history.last_asked_alike_at >= policy.cooldown
    assert verdict.ask_at and verdict.ask_at >= max(NOW, history.closed_at + policy.delay)
    assert verdict.ask_at <= history.closed_at + policy.max_age and may_write(verdict.ask_at, history.where, policy)


@given(histories, policies)
def test_insisting_never_passes_the_hard_minimum_and_force_never_an_opt_out(history: History, policy: Policy) -> None:
    by_hand, forced = may_insist(history, policy, NOW), may_force(history, policy, NOW)
    if by_hand.ask:
        assert not history.opted_out and not history.answered and history.has_address
        assert history.last_asked_at is None or NOW - history.last_asked_at >= policy.minimum
        assert not history.own_work and not history.address.startswith("info@")
        assert by_hand.ask_at and may_write(by_hand.ask_at, history.where, policy)
    stopped = history.opted_out or history.opted_out_of_this or history.answered or history.own_work
    assert forced.ask == (not stopped)


@given(histories, policies)
def test_every_verdict_can_be_said_in_words(history: History, policy: Policy) -> None:
    verdict = may_ask(history, policy, NOW)
    sentence = reason_sentence(verdict.reason, verdict.detail)
    assert sentence.endswith(".") and "{" not in sentence and "some" not in sentence.split()


@pytest.mark.parametrize(
    ("history", "policy", "reason"),
    [
        ({}, {"go_live_at": None}, "not_live"),
        ({"closed_at": NOW - timedelta(days=101)}, {"max_age": timedelta(days=200)}, "before_go_live"),
        ({"last_asked_at": NOW - timedelta(days=12)}, {}, "window"),
        ({"last_asked_at": NOW - timedelta(days=2)}, {}, "minimum"),
        ({"opted_out": True}, {}, "opted_out"),
        ({"has_contact": False, "has_address": False}, {}, "no_contact"),
        ({"has_address": False}, {}, "no_address"),
        ({"closed_at": NOW - timedelta(days=8)}, {}, "too_old"),
        ({"answered": True}, {}, "answered"),
        ({"closed_at": None}, {}, "not_closed"),
        ({"wanted": False}, {}, "left_out"),
        ({"own_work": True}, {}, "own_work"),
        ({"opted_out_of_this": True}, {}, "opted_out_of_this"),
        ({"address": "noreply-jira@biology.example"}, {}, "role_address"),
        ({"last_asked_alike_at": NOW - timedelta(days=50)}, {"cooldown": timedelta(days=60)}, "cooldown"),
        ({}, {"team_asks": False}, "team_asks_nobody"),
        ({}, {"pauses": (Pause("Exams", NOW.date(), NOW.date() + timedelta(days=9)),)}, "pause"),
        ({}, {"pauses": (Pause("Exams", NOW.date(), NOW.date() + timedelta(days=2)),)}, "due"),
        ({"closed_at": NOW - timedelta(days=6)}, {"on_weekends": False}, "due"),
        ({"closed_at": NOW - timedelta(days=6.9)}, {"on_weekends": False}, "too_late"),
        ({"mail_is_set_up": False}, {}, "no_mail"),
        ({}, {}, "due"),
    ],
)
def test_each_reason(history: dict[str, Any], policy: dict[str, Any], reason: str) -> None:
    assert may_ask(replace(CLOSED, **history), replace(LIVE, **policy), NOW).reason == reason


def test_the_reason_says_how_long_ago() -> None:
    verdict = may_ask(replace(CLOSED, last_asked_at=NOW - timedelta(days=12)), LIVE, NOW)
    said = reason_sentence(verdict.reason, verdict.detail)
    assert said == "The contact was asked 12 days ago; we ask at most once in 30 days."
    today = reason_sentence("window", {"days": 0, "limit": "1 day"})
    assert today == "The contact was asked today; we ask at most once in 1 day."
    assert reason_sentence("sampled_out", {"share": "25"}) == "It was left out by chance; 25 in 100 are asked."


def test_the_ask_waits_for_the_delay() -> None:
    assert may_ask(CLOSED, LIVE, NOW).ask_at == NOW + timedelta(minutes=55)


def test_chance_is_the_same_every_time_and_fair() -> None:
    draws = [draw_for(Eligible(number, 1)) for number in range(20_000)]
    assert draws == [draw_for(Eligible(number, 1, team_id=3)) for number in range(20_000)]
    assert draw_for(Eligible(1, 1)) != draw_for(Eligible(1, 2))
    assert 0.24 < sum(draw < 0.25 for draw in draws) / len(draws) < 0.26
    assert min(draws) >= 0 and max(draws) < 1


@given(st.lists(st.integers(1, 10_000), unique=True), st.floats(-1, 2))
def test_each_eligible_has_a_choice_and_its_probability(ids: list[int], rate: float) -> None:
    eligible = [Eligible(number, 1) for number in ids]
    choices = choose(eligible, replace(LIVE, sampling_rate=rate), NOW, draw_for)
    assert [choice.eligible for choice in choices] == eligible
    for choice in choices:
        assert choice.probability == min(max(rate, 0), 1)
        assert choice.chosen == (draw_for(choice.eligible) < rate)
    assert share_of(0.25) == "25"
