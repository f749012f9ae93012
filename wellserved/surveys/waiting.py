"""Where those wait for whom something is done together with others: in a thread, or in a coroutine."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Generic, TypeVar

In = TypeVar("In")
Out = TypeVar("Out")


class NotDoneError(Exception):
    """It was not, or may not have been, done. To hand it in again does no harm."""


class Ticket(Generic[In, Out]):
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


class Promise(Generic[In, Out]):
    """The place of a coroutine, which must not block the thread that it shares with all others."""

    __slots__ = ("item", "kept", "loop")

    def __init__(self, item: In) -> None:
        self.item = item
        self.loop = asyncio.get_running_loop()
        self.kept: asyncio.Future[Out | None] = self.loop.create_future()

    def settle(self, outcome: Out | None) -> None:
        tell([(self, outcome)])

    def give_up(self) -> None:
        """In its own thread."""
        self.keep(None)

    def keep(self, outcome: Out | None) -> None:
        """In its own thread."""
        if not self.kept.done():
            self.kept.set_result(outcome)


Place = Ticket[In, Out] | Promise[In, Out]


def done(outcome: Out | None) -> Out:
    if outcome is None:
        raise NotDoneError("it could not be done, or not in time")
    return outcome


def tell(outcomes: Sequence[tuple[Place[Any, Out], Out | None]]) -> None:
    """Tell everybody in a batch: those who wait in the same loop with one call, for each wakes a thread."""
    promises: dict[asyncio.AbstractEventLoop, list[tuple[Promise[Any, Out], Out | None]]] = {}
    for place, outcome in outcomes:
        if isinstance(place, Promise):
            promises.setdefault(place.loop, []).append((place, outcome))
        else:
            place.settle(outcome)
    for loop, waiting in promises.items():
        with suppress(RuntimeError):  # the loop was closed: nobody is waiting there any more
            loop.call_soon_threadsafe(_keep, waiting)


def _keep(promises: Sequence[tuple[Promise[Any, Out], Out | None]]) -> None:
    for promise, outcome in promises:
        promise.keep(outcome)
