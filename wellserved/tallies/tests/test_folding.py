"""Whatever happened, and wherever a worker was killed, the tallies say what a full count would say."""

from __future__ import annotations

import contextlib
import threading
from collections import defaultdict
from datetime import date, timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import OperationalError, connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wellserved.tallies import actions
from wellserved.tallies.actions import add_deltas, fold_deltas, recount_days
from wellserved.tallies.folding import fold
from wellserved.tallies.models import ClientDayTally, DayTally, Delta
from wellserved.tallies.queries import waiting
from wellserved.tallies.rules import COLUMNS
from wellserved.tallies.shapes import DeltaIn
from wellserved.tallies.tasks import fold_tallies

DAY = date(2026, 3, 2)
WEIGHTS = (1000, 1000, 8000, 2500, 1000, 333_333)  # thousandths: of the answers 0 to 5
sides = st.tuples(st.sampled_from([None, 0, 1, 2]), st.sampled_from([None, 1, 2, 3, 4, 5]))
places = st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 1), st.integers(0, 1))
answer = st.tuples(st.just("answer"), st.integers(0, 5), sides)
other = st.tuples(st.sampled_from(["serve", "ask"]), st.integers(0, 5), st.just((None, None)))
fold_some = st.tuples(st.sampled_from(["fold", "crash"]), st.integers(1, 4), st.just((None, None)))


class Killed(Exception):
    pass


def crash_between() -> None:
    """Die after the first table was written and before the second."""
    real = actions._upsert

    def dying(model: Any, *rest: Any) -> None:
        if model is ClientDayTally:
            raise Killed
        real(model, *rest)

    with mock.patch.object(actions, "_upsert", dying), pytest.raises(Killed):
        fold_deltas(limit=3)


def expected(served: list[Any], asked: list[Any], answers: dict[Any, Any]) -> dict[Any, dict[str, int]]:
    """The plain count: go through everything that is true now."""
    cells: dict[Any, dict[str, int]] = defaultdict(lambda: dict.fromkeys(COLUMNS, 0))
    for place in served:
        cells[place]["served"] += 1
    for place in asked:
        cells[place]["asked"] += 1
    for number, (place, (achieved, felt)) in answers.items():
        cell, weight = cells[place], WEIGHTS[number]
        cell["answered"] += 1
        if achieved is not None:
            cell["achieved_" + {0: "no", 1: "partly", 2: "yes"}[achieved]] += 1
        if felt is not None:
            cell[f"felt_{felt}"] += 1
        for side, best, name in ((achieved, 2, "achieved"), (felt, 5, "felt")):
            if side is not None:
                cell[f"more_{name}"] += weight - 1000
                cell[f"more_{name}_" + ("yes" if best == 2 else "5")] += (weight - 1000) * (side == best)
                cell[f"more_{name}_squares"] += weight**2 - 1000**2
        if achieved is not None and felt is not None:
            cell["both"] += 1
            cell["both_yes"] += achieved == 2
            cell["both_great"] += felt == 5
            cell["bullseye"] += achieved == 2 and felt == 5
            cell["more_both"] += weight - 1000
            cell["more_squares"] += weight**2 - 1000**2
            cell["more_bullseye"] += (weight - 1000) * (achieved == 2 and felt == 5)
    return cells


def kept() -> dict[Any, dict[str, int]]:
    found = {}
    for row in ClientDayTally.objects.values("client", "day", "team", "service", *COLUMNS):
        found[row["client"], row["day"], row["team"], row["service"]] = {name: row[name] for name in COLUMNS}
    return {place: counts for place, counts in found.items() if any(counts.values())}


def days_kept() -> dict[Any, dict[str, int]]:
    found = {
        (row["day"], row["team"], row["service"]): {name: row[name] for name in COLUMNS}
        for row in DayTally.objects.values("day", "team", "service", *COLUMNS)
    }
    return {place: counts for place, counts in found.items() if any(counts.values())}


def over_clients(cells: dict[Any, dict[str, int]]) -> dict[Any, dict[str, int]]:
    found: dict[Any, dict[str, int]] = defaultdict(lambda: dict.fromkeys(COLUMNS, 0))
    for (_, *place), counts in cells.items():
        for name in COLUMNS:
            found[tuple(place)][name] += counts[name]
    return found


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(answer, answer, other, fold_some), max_size=25), st.lists(places, min_size=6, max_size=6))
def test_after_any_history_the_tallies_are_a_full_count(history: list[Any], where: list[Any]) -> None:
    for model in (Delta, DayTally, ClientDayTally):
        model.objects.all().delete()
    spots = [(client, DAY + timedelta(days=day), team, service) for client, day, team, service in where]
    served, asked, answers = [], [], {}
    for kind, number, (achieved, felt) in history:
        if kind == "fold":
            fold_deltas(limit=number)
            continue
        if kind == "crash":
            crash_between() if waiting() else None
            continue
        client, day, team, service = spot = spots[number]
        change: dict[str, Any] = {}
        if kind == "serve":
            served.append(spot)
            change = {"served": 1}
        elif kind == "ask":
            asked.append(spot)
            change = {"asked": 1}
        else:
            before = answers.get(number, (spot, (None, None)))[1]
            change = {
                "answered": int(number not in answers),
                "achieved_before": before[0],
                "felt_before": before[1],
                "achieved_after": achieved,
                "felt_after": felt,
                "weight": WEIGHTS[number],
            }
            answers[number] = (spot, (achieved, felt))
        add_deltas(deltas=[DeltaIn(day=day, team=team, service=service, client=client, **change)])
    fold_tallies()
    assert waiting() == 0
    assert kept() == expected(served, asked, answers)
    assert days_kept() == over_clients(expected(served, asked, answers))


def some_deltas(count: int) -> list[DeltaIn]:
    return [
        DeltaIn(DAY + timedelta(days=i % 5), team=i % 3, service=i % 2, client=i % 7, answered=1, felt_after=1 + i % 5)
        for i in range(count)
    ]


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
    assert sum(cell["answered"] for cell in kept().values()) == 2_000
    assert sum(cell["answered"] for cell in days_kept().values()) == 2_000


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
    assert sum(cell["answered"] for cell in kept().values()) == 30
    assert days_kept() == over_clients(kept())


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
def test_a_recount_replaces_what_was_counted_and_what_waits_for_these_days_only() -> None:
    truth = some_deltas(60)
    add_deltas(deltas=truth)
    fold_deltas(limit=30)
    DayTally.objects.filter(day=DAY).update(answered=999, felt_1=5)

    def read(first: date, last: date) -> list[DeltaIn]:
        return [delta for delta in truth if first <= delta.day <= last]

    assert recount_days(first=DAY, last=DAY + timedelta(days=1), read=read) == 24
    assert not Delta.objects.filter(day__lte=DAY + timedelta(days=1)).exists()
    assert Delta.objects.filter(day__gt=DAY + timedelta(days=1)).exists()
    fold_tallies()
    assert sum(cell["answered"] for cell in kept().values()) == 60
    assert days_kept() == over_clients(kept())


@pytest.mark.django_db(transaction=True)
def test_a_recount_that_fails_changes_nothing() -> None:
    add_deltas(deltas=some_deltas(20))
    fold_tallies()
    before = kept()

    def read(first: date, last: date) -> list[DeltaIn]:
        raise Killed

    with pytest.raises(Killed):
        recount_days(first=DAY, last=DAY + timedelta(days=9), read=read)
    assert kept() == before


@pytest.mark.django_db
def test_folding_takes_as_many_queries_for_a_thousand_changes_as_for_ten(django_assert_num_queries: Any) -> None:
    add_deltas(deltas=some_deltas(10))
    with django_assert_num_queries(6):  # look, savepoint, take, two tables, release
        fold_deltas(limit=1_000)
    add_deltas(deltas=some_deltas(1_000))
    with django_assert_num_queries(6):
        fold_deltas(limit=1_000)


def test_what_came_by_an_open_door_weighs_nothing() -> None:
    [counts] = fold([(1, DAY, 2, 3, 1, 0, 0, 1, None, None, 2, 5, 1000)]).values()
    kept = dict(zip(COLUMNS, counts, strict=True))
    assert (kept["both"], kept["bullseye"]) == (1, 1)
    assert (kept["more_both"], kept["more_bullseye"], kept["more_squares"]) == (-1000, -1000, -1_000_000)
