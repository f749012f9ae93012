"""Counting afresh finds what was counted as it happened, and mends what was not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Cast
from wellserved.insight.recounting import recount
from wellserved.interactions.models import Interaction
from wellserved.kit.clock import now
from wellserved.surveys.actions.asking import invite
from wellserved.surveys.models import AskPolicy
from wellserved.surveys.tasks.asking import decide_asks
from wellserved.surveys.tests.answers import make_answer
from wellserved.tallies.models import ClientDayTally, DayTally, Delta
from wellserved.tallies.rules import COLUMNS
from wellserved.tallies.tasks import fold_tallies


def tallies() -> Any:
    rows = [tuple(row) for row in ClientDayTally.objects.values_list("day", "team", "service", "client", *COLUMNS)]
    days = [tuple(row) for row in DayTally.objects.values_list("day", "team", "service", *COLUMNS)]
    return sorted(row for row in rows if any(row[4:])), sorted(row for row in days if any(row[3:]))


def some_life(cast: Cast) -> None:
    """Interactions close, one is reopened and closes again, all are asked about."""
    moment = now()
    AskPolicy.objects.update_or_create(pk=1, defaults={"go_live_at": moment - timedelta(days=400), "max_age_days": 900})
    things = [
        Interaction.objects.create(
            source="x", external_id=str(i), client=cast.biology, contact=cast.contact, team=cast.desk,
            closed_at=moment - timedelta(days=i * 9, minutes=5), closings=1, undecided=True,
        )
        for i in range(12)
    ]  # fmt: skip
    decide_asks()
    for thing in things[:6]:
        invite(interaction=thing, contact=cast.contact, force=True, by=by_nobody())
    thing = things[3]  # decided about right after it closed, as in a live house
    thing.decisions.update(decided_at=thing.closed_at + timedelta(minutes=5))
    thing.closed_at, thing.closings, thing.undecided = now(), 2, True
    thing.save()
    decide_asks()
    while fold_tallies():
        pass


def by_nobody() -> Any:
    from wellserved.journal.shapes import SYSTEM

    return SYSTEM


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
