"""Pulling by cursor: every entry once, in order, whatever order the writers commit in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from wellserved.journal.actions import advance, record
from wellserved.journal.models import Cursor
from wellserved.journal.queries import pull, settled_id

pytestmark = pytest.mark.django_db(transaction=True)


def write(number: int, kind: str = "thing.happened") -> int:
    with transaction.atomic():
        return record(kind=kind, subject_kind="thing", subject_id=number).pk


def take(limit: int = 100) -> list[int]:
    with transaction.atomic():
        found = pull("a test", ["thing.happened"], limit)
        if found:
            advance(cursor_name="a test", to=found[-1].id)
        return [int(one.subject_id or 0) for one in found]


def test_entries_come_in_batches_in_order_and_once() -> None:
    for number in range(5):
        write(number)
    write(99, "other.happened")
    assert take(3) == [0, 1, 2]
    assert take(3) == [3, 4]
    assert take(3) == []


def test_what_was_not_advanced_is_pulled_again() -> None:
    write(1)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        found = pull("a test", ["thing.happened"], 10)
        advance(cursor_name="a test", to=found[-1].id)
        raise ZeroDivisionError
    assert take() == [1]


def test_a_cursor_never_goes_back_and_moves_only_in_a_transaction() -> None:
    with transaction.atomic():
        advance(cursor_name="a test", to=7)
        advance(cursor_name="a test", to=3)
    assert Cursor.objects.get(name="a test").last_id == 7
    with pytest.raises(RuntimeError, match="outside a transaction"):
        advance(cursor_name="a test", to=8)


class Writer(threading.Thread):
    """Writes an entry on a connection of its own, and commits (or not) when it is told to."""

    def __init__(self, number: int, ending: Callable[[], None] = lambda: None) -> None:
        super().__init__(daemon=True)
        self.number, self.ending = number, ending
        self.written, self.may_end = threading.Event(), threading.Event()

    def run(self) -> None:
        try:
            with transaction.atomic():
                record(kind="thing.happened", subject_id=self.number)
                self.written.set()
                self.may_end.wait(10)
                self.ending()
        except ZeroDivisionError:
            pass
        finally:
            connection.close()

    def finish(self) -> None:
        self.may_end.set()
        self.join(10)


def begun(number: int, **more: Any) -> Writer:
    writer = Writer(number, **more)
    writer.start()
    assert writer.written.wait(10)
    return writer


@pytest.mark.postgresql  # SQLite has one writer at a time
def test_an_entry_that_commits_late_is_not_skipped() -> None:
    write(0)
    assert take() == [0]
    slow = begun(1)  # takes the lower id, commits later
    write(2)
    assert take() == [], "2 may not be handed out while 1 can still appear"
    slow.finish()
    assert take() == [1, 2]


@pytest.mark.postgresql  # SQLite has one writer at a time
def test_a_writer_that_gives_up_holds_nobody_back() -> None:
    slow = begun(1, ending=lambda: 1 // 0)
    write(2)
    assert take() == []
    slow.finish()
    assert take() == [2]


@pytest.mark.postgresql  # SQLite has one writer at a time
def test_a_stream_of_overlapping_writers_does_not_stop_the_reader() -> None:
    first = begun(1)
    assert take() == []
    second = begun(2)  # from here on there is always somebody writing
    first.finish()
    assert take() == [1], "1 is settled although 2 is still being written"
    third = begun(3)
    second.finish()
    assert take() == [2]
    third.finish()
    assert take() == [3]


@pytest.mark.postgresql  # SQLite has one writer at a time
def test_readers_of_one_cursor_take_turns() -> None:
    write(1)
    got: list[list[int]] = []

    def other() -> None:
        try:
            got.append(take())
        finally:
            connection.close()

    thread = threading.Thread(target=other, daemon=True)
    with transaction.atomic():
        found = pull("a test", ["thing.happened"], 10)
        thread.start()
        thread.join(0.5)
        assert thread.is_alive(), "the second reader waits for the first"
        advance(cursor_name="a test", to=found[-1].id)
    thread.join(10)
    assert got == [[]]


def test_many_writers_and_a_reader_at_once() -> None:
    """Six writers on connections of their own, a reader all the while: nothing is lost, nothing comes twice."""
    each, writers = 15, 6

    def work(base: int) -> None:
        try:
            for number in range(each):
                write(base * each + number)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(base,), daemon=True) for base in range(writers)]
    for thread in threads:
        thread.start()
    taken: list[int] = []
    while any(thread.is_alive() for thread in threads):
        taken += take(7)
    while got := take(50):
        taken += got
    assert sorted(taken) == list(range(each * writers))
    assert settled_id() >= each * writers
