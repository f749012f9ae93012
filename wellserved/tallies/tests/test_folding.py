"""Whatever happened, and wherever a worker was killed, the tallies say what a full count would say."""

from __future__ import annotations

import contextlib
import threading
from datetime import date, timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import OperationalError, connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wellserved.tallies import actions, recounting, upserting
from wellserved.tallies.actions import add_deltas, fold_deltas
from wellserved.tallies.folding import fold
from wellserved.tallies.models import DayTally, Delta, WeekTally
from wellserved.tallies.queries import waiting
from wellserved.tallies.recounting import recount_days
from wellserved.tallies.rollups import CLIENTS, PLAIN, Rollup
from wellserved.tallies.shapes import DeltaIn
from wellserved.tallies.tasks import fold_tallies
from wellserved.tallies.tests.facts import ALL_ROLLUPS, Fact, Said, counted, kept, reading

DAY = date(2026, 3, 2)
said = st.builds(
    Said,
    st.sampled_from([None, 0, 1, 2]),
    st.sampled_from([None, 1, 2, 3, 4, 5]),
    st.sampled_from([0, 1, 3, 512, 1023]),
)
places = st.fixed_dictionaries(
    {
        "day": st.sampled_from([DAY, DAY + timedelta(days=1), date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 5)]),
        **{name: st.integers(0, 1) for name in ("team", "service", "client", "spot", "came_by")},
        "members": st.sampled_from([(), (7,), (7, 8)]),
        "weight": st.sampled_from([1000, 1000, 8000, 2500, 0, 333_333]),
    }
)
numbers = st.integers(0, 5)
answer = st.tuples(st.sampled_from(["answer", "answer", "answer", "erase"]), numbers, said)
other = st.tuples(st.sampled_from(["serve", "ask", "not asked after all"]), numbers, st.none())
worker = st.tuples(st.sampled_from(["fold", "crash", "recount"]), st.integers(1, 4), st.none())
happens = st.one_of(answer, answer, other, worker)


class Killed(Exception):
    pass


def crash_between() -> None:
    """Die after the first table was written and before the second."""
    real = upserting.raise_cells

    def dying(cells: Any) -> None:
        if cells.rollup is CLIENTS.day:
            raise Killed
        real(cells)

    with mock.patch.object(upserting, "raise_cells", dying), pytest.raises(Killed):
        fold_deltas(limit=3)


def forget_all() -> None:
    for model in (Delta, *(rollup.model for rollup in ALL_ROLLUPS)):
        model._default_manager.all().delete()


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(happens, max_size=25), st.lists(places, min_size=6, max_size=6))
def test_after_any_history_the_tallies_are_a_full_count(history: list[Any], where: list[Any]) -> None:
    forget_all()
    facts = [Fact(**place) for place in where]
    for kind, number, said in history:
        if kind == "fold":
            fold_deltas(limit=number)
        elif kind == "crash":
            crash_between() if waiting() else None
        elif kind == "recount":
            with mock.patch.object(recounting, "_see_one_moment"):  # we are in a transaction here, and alone
                recount_days(first=DAY, last=DAY, read=reading(facts))
        else:
            given_now = {"serve": {"served": 1}, "ask": {"asked": 1}, "not asked after all": {"asked": -1}}
            change = given_now.get(kind, {"now": None if kind == "erase" else said})
            add_deltas(deltas=[facts[number].change(**change)])  # type: ignore[arg-type]
    fold_tallies()
    assert waiting() == 0
    assert kept() == counted(facts)


def some_deltas(count: int) -> list[DeltaIn]:
    return [
        Fact(DAY + timedelta(days=i % 5), i % 3, i % 2, i % 7, i % 4, (i % 3, 9)).change(
            now=Said(None, 1 + i % 5, i % 8)
        )
        for i in range(count)
    ]


def answered(rollup: Rollup) -> int:
    return sum(cell["answered"] for cell in kept()[rollup].values())


@pytest.mark.django_db(transaction=True)
def test_two_workers_fold_each_change_once() -> None:
    add_deltas(deltas=some_deltas(2_000))

    def work() -> None:
        for _ in range(200):
            # SQLite in memory says "locked" at once, where a file waits for its turn: a fold that fails did nothing.
            with contextlib.suppress(OperationalError):
                fold_deltas(limit=50)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    fold_tallies()
    assert answered(CLIENTS.day) == answered(PLAIN.coarser[0]) == 2_000


@pytest.mark.django_db(transaction=True)
def test_what_another_worker_takes_while_changes_are_added_up_counts_once() -> None:
    add_deltas(deltas=some_deltas(30))
    real, taken = fold, []

    def overtaken(rows: Any) -> Any:
        rows = list(rows)
        if not taken:
            taken.append(0)
            taken[0] = fold_deltas(limit=10)
        return real(rows)

    with mock.patch.object(actions, "fold", overtaken):
        folded = fold_deltas(limit=20)
    assert taken == [10]
    assert folded == (20 if connection.vendor == "postgresql" else 0)  # there each worker holds its own rows
    fold_tallies()
    assert answered(CLIENTS.day) == answered(PLAIN.day) == 30


@pytest.mark.django_db(transaction=True)
def test_somebody_can_answer_while_changes_are_added_up() -> None:
    add_deltas(deltas=some_deltas(30))
    real, said = fold, []

    def meanwhile(rows: Any) -> Any:
        def answer() -> None:
            with connection.cursor() as cursor:
                if connection.vendor == "sqlite":
                    cursor.execute("PRAGMA busy_timeout=0")
            with contextlib.suppress(OperationalError):
                add_deltas(deltas=some_deltas(1))
                said.append(True)
            connection.close()

        other = threading.Thread(target=answer)
        other.start()
        other.join()
        return real(rows)

    with mock.patch.object(actions, "fold", meanwhile):
        assert fold_deltas(limit=30) == 30
    assert said == [True]
    assert waiting() == 1


@pytest.mark.django_db(transaction=True)
def test_a_recount_replaces_what_was_counted_and_what_waits_for_these_months_only() -> None:
    days = [date(2026, 3, 28) + timedelta(days=n) for n in range(8)]  # a week of two months
    facts = [Fact(day, 1, 2, 3, 4, (5,)) for day in days * 3]
    add_deltas(deltas=[fact.change(now=Said(2, 5, 1)) for fact in facts])
    fold_deltas(limit=12)
    before_april = {key: row for key, row in kept()[PLAIN.day].items() if key[0].month == 4}
    DayTally.objects.filter(day__month=3).update(answered=999, felt_1=5)
    WeekTally.objects.update(asked=7)
    assert recount_days(first=days[0], last=days[1], read=reading(facts)) == 12
    assert not Delta.objects.filter(day__month=3).exists()
    assert Delta.objects.filter(day__month=4).count() == 8
    assert {key: row for key, row in kept()[PLAIN.day].items() if key[0].month == 4} == before_april
    fold_tallies()
    assert kept() == counted(facts)


@pytest.mark.django_db(transaction=True)
def test_a_recount_that_fails_changes_nothing() -> None:
    add_deltas(deltas=some_deltas(20))
    fold_tallies()
    before = kept()

    def read(first: date, last: date) -> Any:
        raise Killed

    with pytest.raises(Killed):
        recount_days(first=DAY, last=DAY + timedelta(days=9), read=read)
    assert kept() == before


@pytest.mark.django_db
def test_folding_takes_as_many_queries_for_a_thousand_changes_as_for_ten(django_assert_num_queries: Any) -> None:
    add_deltas(deltas=some_deltas(10))
    with django_assert_num_queries(15):  # look, savepoint, take, eleven tables, release
        fold_deltas(limit=1_000)
    add_deltas(deltas=some_deltas(1_000))
    with django_assert_num_queries(15):
        fold_deltas(limit=1_000)


def test_what_came_by_an_open_door_weighs_nothing() -> None:
    [kept] = fold([(1, DAY, 2, 3, 1, 0, 0, 1, None, None, 2, 5, 1000, 0, "", None, 0)])[0].as_dict().values()
    assert (kept["both"], kept["bullseye"]) == (1, 1)
    assert (kept["more_both"], kept["more_bullseye"], kept["more_squares"]) == (-1000, -1000, -1_000_000)
