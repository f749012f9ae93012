"""After something was put right, the next time is asked about, whatever chance says; and only the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given

from tests.cast import Cast
from wellserved.kit.clock import now
from wellserved.surveys.actions.chances import give_second_chance
from wellserved.surveys.models import Decision, Invitation, SecondChance, TeamPolicy
from wellserved.surveys.rules.asking import History, Policy, may_ask
from wellserved.surveys.tests.asking import a_closed_interaction, decisions_about, go_live, run
from wellserved.surveys.tests.test_asking_rules import NOW, histories, policies


@pytest.fixture(autouse=True)
def mail_is_set_up(settings: Any) -> None:
    settings.EMAIL_CONFIGURED = True


@given(histories, policies)
def test_a_second_chance_passes_window_cooldown_and_team_and_nothing_else(history: History, policy: Policy) -> None:
    without = replace(policy, window=timedelta(), cooldown=timedelta(), team_asks=True)
    usual = may_ask(replace(history, second_chance=False), without, NOW)
    found = may_ask(replace(history, second_chance=True), policy, NOW)
    assert found.ask == usual.ask and found.ask_at == usual.ask_at
    assert found.reason == ("second_chance" if usual.ask else usual.reason)


def test_the_next_time_is_asked_about_though_nobody_else_is(cast: Cast) -> None:
    go_live(sampling_rate=0.0)
    TeamPolicy.objects.create(team=cast.networks, asks=False)
    before = a_closed_interaction(cast, "before", closed_at=now() - timedelta(minutes=30))
    give_second_chance(contact_id=cast.contact.pk, since=now() - timedelta(minutes=20))
    after = a_closed_interaction(cast, "after", team=cast.networks)
    run()
    assert decisions_about(before) == [(1, "not_asked", "sampled_out")]
    assert decisions_about(after) == [(1, "asked", "second_chance")]
    assert Decision.objects.get(interaction=after).probability is None and Invitation.objects.get().weight == 0
    assert SecondChance.objects.get().invitation == Invitation.objects.get()


def test_it_is_spent_by_the_first(cast: Cast) -> None:
    go_live(sampling_rate=0.0, minimum_days=0, window_days=0)
    give_second_chance(contact_id=cast.contact.pk, since=now() - timedelta(minutes=20))
    a_closed_interaction(cast, "first")
    run()
    later = a_closed_interaction(cast, "later")
    run()
    assert decisions_about(later) == [(1, "not_asked", "sampled_out")]
    assert Invitation.objects.count() == 1


def test_an_opt_out_is_honoured(cast: Cast) -> None:
    go_live()
    cast.contact.opted_out_at = now()
    cast.contact.save()
    give_second_chance(contact_id=cast.contact.pk, since=now() - timedelta(minutes=20))
    interaction = a_closed_interaction(cast)
    run()
    assert decisions_about(interaction) == [(1, "not_asked", "opted_out")]
    assert SecondChance.objects.get().invitation is None
