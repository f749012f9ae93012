"""Done together: one thread does for many callers what costs much to do once, and each waits until its own is done.

This is group commit for the writer of answers: a commit costs a flush of the disk, however much is in it, so whatever
came in while the last batch was being flushed goes into the next one. Nobody is told "saved" before the COMMIT that
holds their answer has returned. The reader of answer pages saves a query and a thread's waking for each page.
"""

from __future__ import annotations

import atexit
import logging
import os
import threading
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from typing import Generic

from django.db import DatabaseError, InterfaceError, OperationalError, connection

from wellserved.kit.patience import Patience
from wellserved.surveys.waiting import In, NotDoneError, Out, Place, Promise, Ticket, done, tell

__all__ = ["NotDoneError", "Together"]

log = logging.getLogger(__name__)


class Together(Generic[In, Out]):
    """Hands what callers submit to `do`, in batches, from one thread of this process.

    `do` takes a batch and returns an outcome (never None) for each; what it writes, it writes in one transaction.
    """

    def __init__(
        self,
        do: Callable[[Sequence[In]], Sequence[Out]],
        *,
        name: str,
        largest_batch: int = 64,
        most_waiting: int = 512,
        patience: float = 15.0,
    ) -> None:
        self._do, self._name = do, name
        self._largest_batch, self._most_waiting = largest_batch, most_waiting
        self._seconds, self._patience = patience, Patience(patience)
        self._starting = threading.Lock()
        self._forget()
        os.register_at_fork(after_in_child=self._forget)  # threads and their queues do not survive a fork
        atexit.register(self.close)

    def submit(self, item: In) -> Out:
        """Return what became of it, once that is done. Raises NotDoneError."""
        ticket: Ticket[In, Out] = Ticket(item)
        self._queue_up(ticket)
        return done(ticket.wait(self._seconds))

    async def submit_without_blocking(self, item: In) -> Out:
        """The same for a coroutine."""
        promise: Promise[In, Out] = Promise(item)
        self._queue_up(promise)
        wait = self._patience.begin(promise.loop, promise.give_up)
        try:
            return done(await promise.kept)
        finally:
            wait.over()

    def close(self) -> None:
        """Do what is waiting, then stop. A later submit starts the thread again."""
        thread = self._thread
        if thread is not None and thread.is_alive():
            self._queue.put(None)
            thread.join(self._seconds)

    def _queue_up(self, ticket: Place[In, Out]) -> None:
        if self._queue.qsize() >= self._most_waiting:
            raise NotDoneError("too many are waiting")
        self._queue.put(ticket)
        if self._thread is None or not self._thread.is_alive():
            self._start()

    def _forget(self) -> None:
        self._queue: SimpleQueue[Place[In, Out] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def _start(self) -> None:
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()

    def _run(self) -> None:
        batch: list[Place[In, Out]] = []
        going_on = True
        try:
            while going_on:
                batch, going_on = self._next_batch()
                if batch:
                    self._work(batch)
        finally:  # whatever ended this thread: nobody is left waiting for it
            for ticket in batch:
                ticket.settle(None)
            connection.close()
            self._thread = None
            if not self._queue.empty():
                self._start()

    def _next_batch(self) -> tuple[list[Place[In, Out]], bool]:
        """Wait for one, then take along what else is there. False when told to stop."""
        first = self._queue.get()
        if first is None:
            return [], False
        batch: list[Place[In, Out]] = [first]
        try:
            while len(batch) < self._largest_batch:
                ticket = self._queue.get_nowait()
                if ticket is None:
                    return batch, False
                batch.append(ticket)
        except Empty:
            pass
        return batch, True

    def _work(self, batch: list[Place[In, Out]]) -> None:
        """Do a batch. One that the database refuses is tried again one by one: a bad row sinks only itself."""
        try:
            outcomes = self._do_again_if_cut_off([ticket.item for ticket in batch])
        except Exception as error:
            known = isinstance(error, DatabaseError | InterfaceError)
            log.warning(
                "A batch of %d for the %s failed: %s", len(batch), self._name, type(error).__name__, exc_info=not known
            )
            alone = len(batch) == 1 or isinstance(error, OperationalError)
            for ticket in batch:
                if alone:
                    ticket.settle(None)
                else:
                    self._work([ticket])
        else:
            tell(list(zip(batch, outcomes, strict=True)))

    def _do_again_if_cut_off(self, items: list[In]) -> Sequence[Out]:
        try:
            return self._do(items)
        except OperationalError:
            if connection.vendor == "sqlite":  # a file is not cut off; it is locked, or the disk is full
                raise
            connection.close()  # the server may have gone away while nobody came
            return self._do(items)
