"""Group commit: one thread writes what many callers hand in, and each waits until its own is durable.

A commit costs a flush of the disk, however much is in it. So whatever came in while the last batch was being flushed
goes into the next one. Nobody is told "saved" before the COMMIT that holds their answer has returned.
"""

from __future__ import annotations

import atexit
import logging
import os
import threading
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

from django.db import OperationalError, connection

log = logging.getLogger(__name__)
In = TypeVar("In")
Out = TypeVar("Out")


class NotSavedError(Exception):
    """It was not, or may not have been, saved. To hand it in again does no harm."""


class _Ticket(Generic[In, Out]):
    """One caller's place in the queue."""

    __slots__ = ("_done", "_settled", "item", "outcome")

    def __init__(self, item: In) -> None:
        self.item = item
        self.outcome: Out | None = None
        self._settled = False
        self._done = threading.Lock()
        self._done.acquire()

    def settle(self, outcome: Out | None) -> None:
        if not self._settled:
            self._settled = True
            self.outcome = outcome
            self._done.release()

    def wait(self, seconds: float) -> Out | None:
        return self.outcome if self._done.acquire(timeout=seconds) else None


class GroupCommit(Generic[In, Out]):
    """Hands what callers submit to `commit`, in batches, from one thread of this process.

    `commit` takes a batch, writes it in one transaction, and returns an outcome (never None) for each.
    """

    def __init__(
        self,
        commit: Callable[[Sequence[In]], Sequence[Out]],
        *,
        largest_batch: int = 64,
        most_waiting: int = 512,
        patience: float = 15.0,
    ) -> None:
        self._commit = commit
        self._largest_batch, self._most_waiting, self._patience = largest_batch, most_waiting, patience
        self._starting = threading.Lock()
        self._forget()
        os.register_at_fork(after_in_child=self._forget)  # threads and their queues do not survive a fork
        atexit.register(self.close)

    def submit(self, item: In) -> Out:
        """Return what became of it, once that is durable. Raises NotSavedError."""
        if self._queue.qsize() >= self._most_waiting:
            raise NotSavedError("too many are waiting")
        ticket: _Ticket[In, Out] = _Ticket(item)
        self._queue.put(ticket)
        if self._thread is None or not self._thread.is_alive():
            self._start()
        outcome = ticket.wait(self._patience)
        if outcome is None:
            raise NotSavedError("the writer could not commit")
        return outcome

    def close(self) -> None:
        """Write what is waiting, then stop. A later submit starts the writer again."""
        thread = self._thread
        if thread is not None and thread.is_alive():
            self._queue.put(None)
            thread.join(self._patience)

    def _forget(self) -> None:
        self._queue: SimpleQueue[_Ticket[In, Out] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def _start(self) -> None:
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="answer writer", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        batch: list[_Ticket[In, Out]] = []
        going_on = True
        try:
            while going_on:
                batch, going_on = self._next_batch()
                if batch:
                    self._write(batch)
        finally:  # whatever ended this thread: nobody is left waiting for it
            for ticket in batch:
                ticket.settle(None)
            connection.close()
            self._thread = None
            if not self._queue.empty():
                self._start()

    def _next_batch(self) -> tuple[list[_Ticket[In, Out]], bool]:
        """Wait for one, then take along what else is there. False when told to stop."""
        first = self._queue.get()
        if first is None:
            return [], False
        batch = [first]
        try:
            while len(batch) < self._largest_batch:
                ticket = self._queue.get_nowait()
                if ticket is None:
                    return batch, False
                batch.append(ticket)
        except Empty:
            pass
        return batch, True

    def _write(self, batch: list[_Ticket[In, Out]]) -> None:
        """Commit a batch. One that the database refuses is tried again one by one: a bad row sinks only itself."""
        try:
            outcomes = self._commit_again_if_cut_off([ticket.item for ticket in batch])
        except Exception as error:
            log.warning("A batch of %d was not committed: %s", len(batch), type(error).__name__)
            alone = len(batch) == 1 or isinstance(error, OperationalError)
            for ticket in batch:
                if alone:
                    ticket.settle(None)
                else:
                    self._write([ticket])
        else:
            for ticket, outcome in zip(batch, outcomes, strict=True):
                ticket.settle(outcome)

    def _commit_again_if_cut_off(self, items: list[In]) -> Sequence[Out]:
        try:
            return self._commit(items)
        except OperationalError:
            if connection.vendor == "sqlite":  # a file is not cut off; it is locked, or the disk is full
                raise
            connection.close()  # the server may have gone away while nobody wrote
            return self._commit(items)
