"""The worker: a heart, a few runners of recurring jobs, and one that works off the queue of tasks."""

from __future__ import annotations

import logging
import os
import signal
import threading
import uuid
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import close_old_connections, connection
from django_tasks_db.compat import TaskContext
from django_tasks_db.models import DBTaskResult

from wellserved.jobs.actions import begin_work, claim_task, end_work, retry_or_fail
from wellserved.jobs.recurring import Recurring
from wellserved.jobs.scheduler import Scheduler

log = logging.getLogger("wellserved.jobs")

LEASE = timedelta(seconds=30)
BEAT = 5.0
RUNNERS = 3
LOOK_EVERY = 0.5
LAST_WORDS = 20.0  # how long what runs may take to end when we are asked to stop


class Worker:
    """Runs until it is told to stop, or until the process that started it is gone."""

    def __init__(self, schedule: Iterable[Recurring], lease: timedelta = LEASE, parent: int | None = None) -> None:
        self.worker_id = uuid.uuid4().hex
        self.lease, self.parent = lease, parent
        beat = min(BEAT, lease.total_seconds() / 4)
        self.scheduler = Scheduler(schedule, self.worker_id, lease, beat)
        self.stopping = self.scheduler.stopping
        self._told = False

    def listen(self) -> None:
        """Stop in order on SIGTERM or SIGINT; at once on a second one."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)

    def run(self) -> None:
        begin_work(worker_id=self.worker_id, names=self.scheduler.turns, lease=self.lease)
        self.scheduler.sign()
        log.info("worker started")
        jobs = [threading.Thread(target=self.scheduler.run_jobs, name=f"jobs {n}") for n in range(RUNNERS)]
        threads = [
            threading.Thread(target=self.scheduler.keep_alive, name="heart"),
            *jobs,
            threading.Thread(target=self.run_tasks, name="tasks"),
        ]
        for thread in threads:
            thread.daemon = True
            thread.start()
        while not self._told and not self.stopping.wait(0.25):
            if self.parent and os.getppid() != self.parent:
                log.warning("the process that started this worker is gone; stopping")
                self.stop()
        self.stop()
        for thread in threads:
            thread.join(LAST_WORDS)
        self.scheduler.sign()
        end_work(worker_id=self.worker_id)
        log.info("worker stopped")

    def stop(self) -> None:
        self.scheduler.stop()

    def run_tasks(self) -> None:
        """Work off the queue, one task after the other, until we stop."""
        while not self.stopping.is_set():
            try:
                close_old_connections()
                task = claim_task(worker_id=self.worker_id)
                if task is not None:
                    self._run(task)
                    continue
            except Exception as error:
                log.warning("the queue could not be read: %s", type(error).__name__)
            self.stopping.wait(LOOK_EVERY)
        connection.close()

    def _run(self, task: DBTaskResult[Any, Any]) -> None:
        try:
            result = task.task_result
            context: tuple[Any, ...] = (TaskContext(task_result=result),) if task.task.takes_context else ()
            task.set_successful(task.task.call(*context, *result.args, **result.kwargs))
        except Exception as error:
            again = retry_or_fail(task=task, error=error)
            log.exception("task failed%s: %s", ", will be tried again" if again else " for good", task.task_path)

    def _on_signal(self, number: int, frame: object) -> None:  # noqa: ARG002
        if self._told:
            os._exit(1)
        self._told = True  # no event here: its lock may be held by the very code that was interrupted
