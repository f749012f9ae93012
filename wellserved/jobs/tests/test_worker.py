"""The worker: what fails is retried and then given up, what recurs runs in one place, what was killed comes back."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from wellserved.jobs import queries
from wellserved.jobs.actions import begin_work, claim_task, prune_tasks, reap_tasks, retry_or_fail
from wellserved.jobs.models import Job, WorkerSeen
from wellserved.jobs.recurring import Recurring
from wellserved.jobs.tests import work
from wellserved.jobs.worker import Worker
from wellserved.kit.clock import now

pytestmark = pytest.mark.django_db(transaction=True)
HERE = "wellserved.jobs.tests.work"


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    path = tmp_path / "notes"
    path.touch()
    monkeypatch.setenv("WELLSERVED_TEST_NOTES", str(path))
    return lambda: path.read_text().splitlines()


@contextmanager
def working(*schedule: Recurring, lease: float = 4.0, count: int = 1) -> Iterator[list[Worker]]:
    """Workers in threads, on connections of their own."""
    workers = [Worker(schedule, timedelta(seconds=lease)) for _ in range(count)]

    def run(worker: Worker) -> None:
        try:
            worker.run()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(worker,), daemon=True) for worker in workers]
    for thread in threads:
        thread.start()
    try:
        yield workers
    finally:
        for worker in workers:
            worker.stop()
        for thread in threads:
            thread.join(20)
        assert not any(thread.is_alive() for thread in threads), "a worker did not stop"


def eventually(what: Callable[[], object], patience: float = 15.0) -> None:
    deadline = time.monotonic() + patience
    while not what():
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.05)


def test_a_task_is_run_once(notes: Callable[[], list[str]]) -> None:
    work.note.enqueue("hello")
    with working(count=2):
        eventually(lambda: DBTaskResult.objects.successful().count() == 1)
    assert notes() == ["hello"]


def test_a_failing_task_is_retried_later_and_then_given_up(notes: Callable[[], list[str]]) -> None:
    work.always_fails.enqueue()
    waits = []
    for attempt in (1, 2, 3):
        task = claim_task(worker_id="w")
        assert task is not None, attempt
        again = retry_or_fail(task=task, error=ValueError("no"))
        assert again == (attempt < 3)
        assert claim_task(worker_id="w") is None, "it rests before it is tried again"
        waits.append((task.run_after - now()).total_seconds())
        DBTaskResult.objects.update(run_after=now())
    assert 4 < waits[0] < 7 < 19 < waits[1] < 26
    task = DBTaskResult.objects.get()
    assert task.status == TaskResultStatus.FAILED
    assert task.exception_class_path == "builtins.ValueError"
    assert queries.queue().failed == 1


def test_a_task_whose_function_is_gone_fails_at_once_and_stops_nobody(notes: Callable[[], list[str]]) -> None:
    work.note.enqueue("first")
    DBTaskResult.objects.update(task_path="wellserved.gone.away")
    work.note.enqueue("second")
    with working():
        eventually(lambda: DBTaskResult.objects.successful().exists() and DBTaskResult.objects.failed().exists())
    assert notes() == ["second"]


def test_only_tasks_of_dead_workers_are_reaped() -> None:
    work.note.enqueue("one")
    work.note.enqueue("two")
    begin_work(worker_id="alive", names=[], lease=timedelta(seconds=30))
    mine, theirs = claim_task(worker_id="alive"), claim_task(worker_id="dead")
    assert mine is not None
    assert theirs is not None
    assert reap_tasks(lease=timedelta(seconds=30)) == 1
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.status, theirs.status) == (TaskResultStatus.RUNNING, TaskResultStatus.READY)
    WorkerSeen.objects.update(seen_at=now() - timedelta(minutes=5))
    assert reap_tasks(lease=timedelta(seconds=30)) == 1


def test_a_task_that_kills_every_worker_is_given_up_in_the_end() -> None:
    work.note.enqueue("one")
    for _ in range(5):
        DBTaskResult.objects.update(run_after=now())
        assert claim_task(worker_id="dead") is not None
        reap_tasks(lease=timedelta(seconds=30))
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED


def test_two_workers_run_a_recurring_job_in_one_of_them_and_never_twice_at_once(
    notes: Callable[[], list[str]],
) -> None:
    job = Recurring("count", timedelta(seconds=0.1), f"{HERE}.count_up")
    with working(job, count=2) as workers:
        eventually(lambda: len(notes()) >= 12)
        held = Job.objects.get(name="count").held_by
        assert held in {worker.worker_id for worker in workers}
        # the one that holds it stops; the other takes over at its next heartbeat
        next(worker for worker in workers if worker.worker_id == held).stop()
        eventually(lambda: Job.objects.get(name="count").held_by not in ("", held))
        seen = len(notes())
        eventually(lambda: len(notes()) >= seen + 4)
    kinds = [line.split()[0] for line in notes()]
    assert kinds == ["begin", "end"] * (len(kinds) // 2), "a run began before the one before it had ended"


def test_a_job_that_falls_over_is_noted_without_anybodys_words_and_others_go_on(
    notes: Callable[[], list[str]], caplog: pytest.LogCaptureFixture
) -> None:
    falls = Recurring("falls", timedelta(seconds=0.1), f"{HERE}.fall_over")
    counts = Recurring("counts", timedelta(seconds=0.1), f"{HERE}.count_up")
    with caplog.at_level(logging.INFO), working(falls, counts):
        eventually(lambda: sum(line.startswith("end") for line in notes()) >= 5)
        eventually(lambda: Job.objects.get(name="falls").failures >= 1)
    job = Job.objects.get(name="falls")
    assert job.last_error == "builtins.ValueError"
    assert job.succeeded_at is None
    assert Job.objects.get(name="counts").succeeded_at is not None
    assert notes().count("fell") < 8, "it rests longer after each failure"


def test_a_full_batch_is_followed_by_the_next_at_once(notes: Callable[[], list[str]]) -> None:
    work.full_batches[:] = [100, 100, 0]
    with working(Recurring("batches", timedelta(minutes=5), f"{HERE}.full_batch")):
        eventually(lambda: len(notes()) == 3)
    assert Job.objects.get(name="batches").done == 200


def test_how_the_work_stands_can_be_asked() -> None:
    assert not queries.a_worker_lives()
    work.note.enqueue("one")
    assert queries.queue().due == 1
    begin_work(worker_id="w", names=["a job"], lease=timedelta(seconds=30))
    assert queries.a_worker_lives()
    assert [job.name for job in queries.recurring_jobs()] == ["a job"]


def test_old_tasks_are_forgotten(notes: Callable[[], list[str]]) -> None:
    work.note.enqueue("one")
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL, finished_at=now() - timedelta(days=8))
    work.note.enqueue("two")
    assert prune_tasks() == 1
    assert DBTaskResult.objects.count() == 1
