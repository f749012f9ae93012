"""The ledger's weeks are counted once over: the page says the same as if each decision was counted, always."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
import time_machine
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from tests.cast import Cast
from wellserved.interactions.models import Interaction
from wellserved.journal.shapes import SYSTEM
from wellserved.people.shapes import Actor
from wellserved.surveys.actions.asking import ask_by_hand, do_not_ask
from wellserved.surveys.actions.counting import count_weeks
from wellserved.surveys.models import Decision, LedgerCount, LedgerWeek
from wellserved.surveys.queries.ledger import Filters, counted, ledger
from wellserved.surveys.tests.asking import a_closed_interaction, go_live

NOW = datetime(2026, 11, 18, 10, tzinfo=UTC)
KINDS = [
    ("asked", "due"),
    ("waiting", "due"),
    ("not_asked", "window"),
    ("not_asked", "own_work"),
    ("cancelled", "reopened"),
]
pytestmark = pytest.mark.django_db


def some_decisions(cast: Cast, random: Random, count: int) -> None:
    interaction = Interaction.objects.first() or a_closed_interaction(cast, undecided=False)
    Decision.objects.all().delete()
    LedgerWeek.objects.all().delete()
    LedgerCount.objects.all().delete()
    Decision.objects.bulk_create(
        Decision(
            interaction=interaction,
            closing=number,
            outcome=(kind := random.choice(KINDS))[0],
            reason=kind[1],
            decided_at=NOW - timedelta(hours=random.choice([0, 1, 30, 40, 300, 1500, 9000]) + random.randrange(300)),
            team_id=random.choice([cast.desk.pk, cast.networks.pk]),
            service_id=random.choice([0, 1]),
        )
        for number in range(count)
    )


def all_views(cast: Cast) -> list[object]:
    manager = Actor("manager", None, frozenset(), frozenset(), SYSTEM)
    lead = Actor("lead", None, frozenset(), frozenset({cast.desk.pk}), SYSTEM)
    views = [Filters(days=days, service=service) for days, service in (("7", 0), ("30", 1), ("365", 0), ("", 1))]
    seen: list[object] = [ledger(manager, view, NOW) for view in views]
    seen += [ledger(lead, view, NOW) for view in views[1::2]]
    return [*seen, counted({}, NOW - timedelta(days=40), NOW - timedelta(days=3))]


@given(st.integers(0, 2**32))
@trying(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_counted_weeks_say_what_counting_each_would_say(cast: Cast, seed: int) -> None:
    random = Random(seed)
    with time_machine.travel(NOW, tick=False):
        some_decisions(cast, random, 60)
        plain = all_views(cast)
        while count_weeks():
            pass
        assert LedgerWeek.objects.filter(counted=True).count() >= 5
        assert all_views(cast) == plain
        Decision.objects.filter(outcome="waiting", closing__lt=30).update(
            outcome="not_asked", reason="opted_out", decided_at=NOW
        )
        some = LedgerWeek.objects.order_by("monday").values_list("monday", flat=True)
        LedgerWeek.objects.filter(monday__in=random.sample(list(some), 2)).update(counted=False)
        seen = all_views(cast)
        LedgerWeek.objects.update(counted=False)
        assert seen == all_views(cast)


def test_what_somebody_changes_long_after_is_counted_again(cast: Cast, settings: pytest.FixtureRequest) -> None:
    settings.EMAIL_CONFIGURED = True  # type: ignore[attr-defined]
    with time_machine.travel(NOW, tick=False):
        go_live()
        asked, left_out = (
            a_closed_interaction(cast, name, undecided=False, closed_at=NOW - timedelta(days=20)) for name in "ab"
        )
        for one in (asked, left_out):
            Decision.objects.create(
                interaction=one, closing=1, outcome="not_asked", reason="too_old", decided_at=NOW - timedelta(days=20)
            )
        count_weeks()
        before = counted({}, None, None)
        ask_by_hand(interaction=asked, by=cast.admin_by)
        assert not LedgerWeek.objects.get(monday="2026-10-26").counted
        after = counted({}, None, None)
        assert (before.asked, before.not_asked, after.asked, after.not_asked) == (0, 2, 1, 1)
        assert not do_not_ask(interaction=left_out, by=cast.admin_by)
        count_weeks()
        assert counted({}, None, None) == after
