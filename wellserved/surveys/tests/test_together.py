"""The writer by itself: who waits, for how long, and what happens when it is killed."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import DataError, OperationalError

from wellserved.surveys.together import NotDoneError, Together

pytestmark = pytest.mark.django_db(transaction=True)  # the writer closes its connection when it ends
Commit = Callable[[Sequence[int]], Sequence[str]]


class Disk:
    """Stands in for the database: remembers the batches that were committed."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.broken: BaseException | None = None
        self.poison: set[int] = set()

    def commit(self, items: Sequence[int]) -> list[str]:
        assert self.may_go_on.wait(10)
        if self.broken:
            raise self.broken
        if self.poison & set(items):
            raise DataError("poison")
        self.batches.append(list(items))
        return [f"saved {item}" for item in items]


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(40) as pool:
        yield pool


def until(fact: Callable[[], Any]) -> None:
    end = time.monotonic() + 10
    while not fact():
        assert time.monotonic() < end
        time.sleep(0.002)


def fill(writer: Any, disk: Disk, pool: ThreadPoolExecutor, n: int) -> list[Any]:
    """The first is being committed and cannot go on; the others wait behind it."""
    disk.may_go_on.clear()
    first = pool.submit(writer.submit, 0)
    until(lambda: writer._thread and writer._queue.empty())
    rest = [pool.submit(writer.submit, item) for item in range(1, n)]
    until(lambda: writer._queue.qsize() == n - 1)
    return [first, *rest]


def test_nobody_is_told_before_the_commit_and_those_who_wait_share_the_next(disk: Disk, pool: Any) -> None:
    writer = Together(disk.commit, name="test")
    waiting = fill(writer, disk, pool, 20)
    assert not any(each.done() for each in waiting)
    disk.may_go_on.set()
    assert [each.result(10) for each in waiting] == [f"saved {item}" for item in range(20)]
    assert [len(batch) for batch in disk.batches] == [1, 19]


def test_a_batch_is_no_larger_than_it_may_be(disk: Disk, pool: Any) -> None:
    writer = Together(disk.commit, name="test", largest_batch=8)
    waiting = fill(writer, disk, pool, 20)
    disk.may_go_on.set()
    assert all(each.result(10) for each in waiting)
    assert [len(batch) for batch in disk.batches] == [1, 8, 8, 3]


def test_one_bad_row_sinks_only_itself(disk: Disk, pool: Any) -> None:
    writer = Together(disk.commit, name="test")
    disk.poison = {7}
    waiting = fill(writer, disk, pool, 12)
    disk.may_go_on.set()
    with pytest.raises(NotDoneError):
        waiting[7].result(10)
    assert [each.result(10) for each in waiting if each is not waiting[7]]
    assert sorted(item for batch in disk.batches for item in batch) == [item for item in range(12) if item != 7]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize("death", [OperationalError("disk full"), SystemExit(), MemoryError()])
def test_when_the_database_refuses_or_the_writer_dies_all_who_wait_hear_of_it(
    disk: Disk, pool: Any, death: BaseException
) -> None:
    writer = Together(disk.commit, name="test")
    waiting = fill(writer, disk, pool, 10)
    disk.broken = death
    disk.may_go_on.set()
    for each in waiting:
        with pytest.raises(NotDoneError):
            each.result(10)
    disk.broken = None
    assert writer.submit(99) == "saved 99"
    assert disk.batches == [[99]]


def test_a_full_queue_is_said_at_once(disk: Disk, pool: Any) -> None:
    writer = Together(disk.commit, name="test", most_waiting=9)
    waiting = fill(writer, disk, pool, 10)
    began = time.monotonic()
    with pytest.raises(NotDoneError, match="too many"):
        writer.submit(99)
    assert time.monotonic() - began < 2
    disk.may_go_on.set()
    assert all(each.result(10) for each in waiting)


def test_patience_ends(disk: Disk, pool: Any) -> None:
    writer = Together(disk.commit, name="test", patience=0.05)
    waiting = fill(writer, disk, pool, 2)
    for each in waiting:
        with pytest.raises(NotDoneError):
            each.result(10)
    disk.may_go_on.set()
    until(lambda: len(disk.batches) == 2)


def test_a_clean_end_writes_what_waits_and_a_later_caller_starts_it_again(disk: Disk, pool: Any) -> None:
    writer = Together(disk.commit, name="test")
    waiting = fill(writer, disk, pool, 5)
    closing = pool.submit(writer.close)
    disk.may_go_on.set()
    closing.result(10)
    assert all(each.result(10) for each in waiting)
    until(lambda: writer._thread is None)
    assert writer.submit(6) == "saved 6"
    writer.close()


def test_a_forked_process_has_a_writer_of_its_own(disk: Disk, pool: Any) -> None:
    writer = Together(disk.commit, name="test")
    assert writer.submit(1) == "saved 1"
    child = os.fork()
    if not child:
        try:
            os._exit(0 if writer.submit(2) == "saved 2" else 1)
        finally:
            os._exit(2)
    assert os.waitpid(child, 0)[1] == 0
    assert writer.submit(3) == "saved 3"
    writer.close()


def test_coroutines_wait_without_blocking_and_are_woken_together(disk: Disk) -> None:
    writer = Together(disk.commit, name="test")

    async def crowd() -> list[str]:
        disk.may_go_on.clear()
        waiting = [asyncio.ensure_future(writer.submit_without_blocking(n)) for n in range(30)]
        await asyncio.sleep(0.05)
        assert not any(each.done() for each in waiting)
        disk.may_go_on.set()
        return await asyncio.gather(*waiting)

    assert asyncio.run(crowd()) == [f"saved {n}" for n in range(30)]
    assert len(disk.batches) <= 2


def test_a_coroutine_is_told_the_truth_when_it_was_not_saved(disk: Disk) -> None:
    writer = Together(disk.commit, name="test", most_waiting=2, patience=0.2)
    disk.broken = OperationalError("disk full")
    with pytest.raises(NotDoneError):
        asyncio.run(writer.submit_without_blocking(1))
    disk.broken = None
    disk.poison = {2}
    with pytest.raises(NotDoneError):
        asyncio.run(writer.submit_without_blocking(2))
    disk.may_go_on.clear()
    begun = time.monotonic()
    with pytest.raises(NotDoneError):
        asyncio.run(writer.submit_without_blocking(3))
    assert time.monotonic() - begun < 5

    async def crowd() -> list[Any]:
        waiting = [writer.submit_without_blocking(n) for n in range(4, 9)]
        return await asyncio.gather(*waiting, return_exceptions=True)

    assert all(isinstance(each, NotDoneError) for each in asyncio.run(crowd()))
    disk.may_go_on.set()  # the loops that waited are closed by now: nobody minds
    until(lambda: writer._queue.empty())
    assert writer.submit(10) == "saved 10"
