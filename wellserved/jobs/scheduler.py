"""Runs what recurs: each job when it is due, never twice at once, the longest-waiting first."""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db import close_old_connections, connection
from django.utils.module_loading import import_string

from wellserved.jobs.actions import Ran, give_sign, reap_tasks
from wellserved.jobs.recurring import Recurring
from wellserved.jobs.rules import pause_after_failures
from wellserved.kit.clock import now

log = logging.getLogger("wellserved.jobs")


class _Turn:
    """Where a job stands in this worker."""

    def __init__(self, job: Recurring) -> None:
        self.job = job
        self.due = 0.0  # on the monotonic clock
        self.running = False
        self.failures = 0


class Scheduler:
    """Holds jobs by lease in the database, and runs those it holds in a few threads."""

    def __init__(self, schedule: Iterable[Recurring], worker_id: str, lease: timedelta, beat: float) -> None:
        self.turns = {job.name: _Turn(job) for job in schedule}
        self.worker_id, self.lease, self.beat = worker_id, lease, beat
        self.stopping = threading.Event()
        self._changed = threading.Condition()
        self._held: set[str] = set()
        self._held_until = 0.0
        self._ran: dict[str, Ran] = {}

    def stop(self) -> None:
        self.stopping.set()
        with self._changed:
            self._changed.notify_all()

    def keep_alive(self) -> None:
        """The heart: a sign of life and the leases, every few seconds, until we stop."""
        while not self.stopping.is_set():
            try:
                self.sign()
                reap_tasks(lease=self.lease)
            except Exception as error:
                log.warning("no sign of life could be given: %s", type(error).__name__)
            close_old_connections()
            self.stopping.wait(self.beat)
        connection.close()

    def sign(self) -> None:
        asked = time.monotonic()
        with self._changed:
            ran, self._ran = list(self._ran.values()), {}
        try:
            held = give_sign(worker_id=self.worker_id, names=self.turns, lease=self.lease, ran=ran)
        except Exception:
            with self._changed:
                for one in ran:
                    self._note(one)
            raise
        with self._changed:
            self._held, self._held_until = held, asked + self.lease.total_seconds() * 0.8
            self._changed.notify_all()

    def run_jobs(self) -> None:
        """One runner: takes the job that has waited longest, again and again, until we stop."""
        while turn := self._next():
            close_old_connections()
            self._run(turn)
            close_old_connections()
        connection.close()

    def _next(self) -> _Turn | None:
        with self._changed:
            while not self.stopping.is_set():
                moment = time.monotonic()
                mine = [] if moment > self._held_until else [self.turns[name] for name in self._held & set(self.turns)]
                waiting = [turn for turn in mine if not turn.running]
                first = min(waiting, key=lambda turn: turn.due, default=None)
                if first is not None and first.due <= moment:
                    first.running = True
                    return first
                self._changed.wait(min(first.due - moment, 1.0) if first else 1.0)
        return None

    def _run(self, turn: _Turn) -> None:
        job, begun, started_at = turn.job, time.monotonic(), now()
        done, error = 0, ""
        try:
            function: Callable[[], int] = import_string(job.path)
            done = int(function() or 0)
            turn.failures = 0
        except Exception as problem:
            turn.failures += 1
            error = f"{type(problem).__module__}.{type(problem).__qualname__}"
            log.exception("recurring job failed: %s", job.name)
        took = time.monotonic() - begun
        if done >= job.batch and not error:
            due = time.monotonic() + min(took * job.rest, 2.0)
        else:
            pause = pause_after_failures(job.every, turn.failures).total_seconds()
            pause *= random.uniform(0.9, 1.1)  # noqa: S311
            due = max(begun + pause, time.monotonic())
        with self._changed:
            self._note(Ran(job.name, started_at, took, done, turn.failures, error))
            turn.due, turn.running = due, False
            self._changed.notify()

    def _note(self, ran: Ran) -> None:
        """Remember a run for the next sign of life; what several did adds up."""
        earlier = self._ran.get(ran.name)
        if earlier is None:
            self._ran[ran.name] = ran
            return
        last = max(earlier, ran, key=lambda one: one.started_at)
        self._ran[ran.name] = Ran(
            last.name, last.started_at, last.seconds, earlier.done + ran.done, last.failures, last.error
        )
