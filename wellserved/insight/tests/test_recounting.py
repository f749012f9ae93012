"""Counting afresh finds what was counted as it happened, and mends what was not."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, example, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from tests.cast import Cast
from wellserved.insight.recounting import recount
from wellserved.interactions.models import Interaction, Served
from wellserved.journal.shapes import SYSTEM
from wellserved.kit.clock import now
from wellserved.surveys.actions.asking import NotAskedError, invite
from wellserved.surveys.models import AskPolicy, Decision, Invitation
from wellserved.surveys.tasks.asking import decide_asks
from wellserved.surveys.tests.answers import make_answer
from wellserved.surveys.tests.asking import a_closed_interaction, close_again, reopen
from wellserved.tallies.models import ClientDayTally, DayTally, Delta
from wellserved.tallies.queries import Where, member_months, sums
from wellserved.tallies.rules import COLUMNS
from wellserved.tallies.spots import spots_with
from wellserved.tallies.tasks import fold_tallies
from wellserved.tallies.tests.facts import ALL_ROLLUPS, kept


def tallies() -> Any:
    rows = [tuple(row) for row in ClientDayTally.objects.values_list("day", "team", "service", "client", *COLUMNS)]
    days = [tuple(row) for row in DayTally.objects.values_list("day", "team", "service", *COLUMNS)]
    return sorted(row for row in rows if any(row[4:])), sorted(row for row in days if any(row[3:])), kept()


def some_life(cast: Cast) -> None:
    """Interactions close, one is reopened and closes again, all are asked about."""
    moment = now()
    AskPolicy.objects.update_or_create(pk=1, defaults={"go_live_at": moment - timedelta(days=400), "max_age_days": 900})
    things = [
        Interaction.objects.create(
            source="x", external_id=str(i), client=cast.biology, contact=cast.contact, team=cast.desk,
            closed_at=moment - timedelta(days=i * 9, minutes=5), closings=1, undecided=True,
            channel="visit" if i % 2 else "", place="Main desk" if i % 3 else "",
        )
        for i in range(12)
    ]  # fmt: skip
    Served.objects.bulk_create(Served(interaction=thing, member=cast.member) for thing in things)
    decide_asks()
    for thing in things[:6]:
        invite(interaction=thing, contact=cast.contact, force=True, by=SYSTEM)
    thing = things[3]  # decided about right after it closed, as in a live house
    thing.decisions.update(decided_at=thing.closed_at + timedelta(minutes=5))
    thing.closed_at, thing.closings, thing.undecided = now(), 2, True
    thing.save()
    decide_asks()
    while fold_tallies():
        pass
    assert sums(Where(spot=spots_with(place="Main desk")))[0]["served"] == 8
    assert member_months(member=cast.member.pk)[0]["asked"] == 6


@pytest.mark.django_db(transaction=True)
def test_a_recount_after_an_ordinary_life_changes_nothing(cast: Cast) -> None:
    some_life(cast)
    before = tallies()
    assert sum(row[4] for row in before[0]) == 12
    assert sum(row[5] for row in before[0]) == 6
    assert sum(found for _, found in recount()) == 12 + 6
    assert tallies() == before


@pytest.mark.django_db(transaction=True)
def test_a_recount_mends_what_is_wrong_and_counts_answers(cast: Cast) -> None:
    some_life(cast)
    before = tallies()
    DayTally.objects.update(served=0, asked=99)
    ClientDayTally.objects.all().delete()
    list(recount())
    assert tallies() == before
    answer = make_answer(cast, achieved=2, felt=5)
    day = answer.invitation.day
    list(recount(day, day))
    row = DayTally.objects.get(day=day, team=cast.desk.pk)
    assert (row.answered, row.bullseye) == (1, 1)
    assert not Delta.objects.filter(day=day).exists()


@pytest.mark.django_db(transaction=True)
def test_where_nothing_is_kept_there_is_nothing_to_count(cast: Cast) -> None:
    assert list(recount()) == []


STEPS = st.lists(
    st.tuples(st.sampled_from(["close", "reopen", "decide", "ask", "a day passes", "moved"]), st.integers(0, 1)),
    max_size=25,
)


@pytest.mark.django_db(transaction=True)
@given(STEPS)
@example([("close", 0), ("a day passes", 0), ("a day passes", 0), ("decide", 0), ("reopen", 0), ("decide", 0)])
@example([("close", 0), ("decide", 0), ("reopen", 0), ("a day passes", 0), ("close", 0), ("decide", 0)])
@example([("close", 0), ("decide", 0), ("moved", 0)])
@trying(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_recount_finds_what_was_counted_whatever_happened(cast: Cast, steps: list[tuple[str, int]]) -> None:
    for model in (Invitation, Decision, Delta, Interaction, *(rollup.model for rollup in ALL_ROLLUPS)):
        model._default_manager.all().delete()
    moment = datetime(2026, 3, 30, 23, 30, tzinfo=UTC)
    with time_machine.travel(moment, tick=False) as clock:
        both = [a_closed_interaction(cast, str(n), closed_at=None, closings=0, undecided=False) for n in range(2)]
        for step, which in [*steps, ("decide", 0)]:
            one = both[which]
            one.refresh_from_db()
            if step == "close" and one.closed_at is None:
                close_again(one, now() - timedelta(hours=20))
            elif step == "reopen" and one.closed_at:
                reopen(one)
            elif step == "decide":
                decide_asks()
            elif step == "ask":
                with suppress(NotAskedError):
                    invite(interaction=one, contact=cast.contact, force=True, by=SYSTEM)
            elif step == "a day passes":
                clock.shift(timedelta(days=1))
            elif step == "moved":
                Interaction.objects.filter(pk=one.pk).update(team=cast.networks)
        while fold_tallies():
            pass
        before = tallies()
        list(recount())
        assert tallies() == before
