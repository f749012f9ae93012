"""Deadlines by the thousand in an event loop: nearly all are met, so one timer looks after them, not one for each."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from weakref import WeakKeyDictionary

LOOK_EVERY = 1.0  # seconds


class Wait:
    """Something that is waited for. Whoever began it says that it is over."""

    __slots__ = ("give_up", "until")

    def __init__(self, until: float, give_up: Callable[[], object]) -> None:
        self.until = until
        self.give_up: Callable[[], object] | None = give_up

    def over(self) -> None:
        self.give_up = None


class Patience:
    """Waits that all last as long: the one that began first ends first."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._waits: WeakKeyDictionary[asyncio.AbstractEventLoop, deque[Wait]] = WeakKeyDictionary()

    def begin(self, loop: asyncio.AbstractEventLoop, give_up: Callable[[], object]) -> Wait:
        """`give_up` is called when the seconds have passed and it is not over. Only in the loop's own thread."""
        waits = self._waits.get(loop)
        if waits is None:
            waits = self._waits[loop] = deque()
        wait = Wait(loop.time() + self._seconds, give_up)
        if not waits:
            loop.call_later(min(self._seconds, LOOK_EVERY), self._look, loop)
        waits.append(wait)
        return wait

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        waits, moment = self._waits[loop], loop.time()
        while waits and (waits[0].give_up is None or waits[0].until <= moment):
            give_up = waits.popleft().give_up
            if give_up is not None:
                give_up()
        if waits:
            loop.call_later(min(max(waits[0].until - moment, 0.0), LOOK_EVERY), self._look, loop)
