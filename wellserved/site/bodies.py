"""What a request brings along: small things are taken in whole, large ones as they come, and nobody may dawdle."""

from __future__ import annotations

import asyncio
import time
from io import BufferedReader, RawIOBase
from typing import Any

from wellserved.kit.patience import Patience

SMALL = 1_000_000
SECONDS = 30.0  # for a small body
LEAST_BYTES_A_SECOND = 2_000  # for a large one, after the same while
PATIENCE = Patience(SECONDS)


class TooSlowError(OSError):
    """The sender took longer than anybody has to wait. Django takes it for a body that could not be read."""


class CutShortError(OSError):
    """The sender went away before all was there. Half a form must not pass for a whole one."""


def too_slow(received: int, seconds: float) -> bool:
    """Whether a sender has had its chance.

    >>> too_slow(received=0, seconds=29), too_slow(received=0, seconds=31), too_slow(received=2_000_000, seconds=600)
    (False, True, False)
    """
    return seconds > SECONDS + received / LEAST_BYTES_A_SECOND


async def take_in(proto: Any, length: int) -> bytes:
    """The whole of a small body. Raises TooSlowError and CutShortError.

    It is waited for in the task that we are in, and no timer is made for it: most bodies are there already.
    """
    task = asyncio.current_task()
    assert task is not None
    late = False

    def give_up() -> None:
        nonlocal late
        late = task.cancel()

    wait = PATIENCE.begin(task.get_loop(), give_up)
    try:
        whole: bytes = await proto()
    except asyncio.CancelledError:
        if not late:  # the server stops
            raise
        task.uncancel()
        raise TooSlowError from None
    finally:
        wait.over()
    if len(whole) != length:
        raise CutShortError
    return whole


class Incoming(RawIOBase):
    """A large body as a file that a thread reads, while the gate's thread takes its pieces in."""

    def __init__(self, proto: Any, length: int | None, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._pieces, self._length, self._loop = aiter(proto), length, loop
        self._left = memoryview(b"")
        self._received, self._begun = 0, time.monotonic()

    @classmethod
    def of(cls, proto: Any, length: int | None) -> BufferedReader:
        return BufferedReader(cls(proto, length, asyncio.get_running_loop()))

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        if not self._left:
            self._left = memoryview(self._next())
        n = min(len(into), len(self._left))
        into[:n] = self._left[:n]
        self._left = self._left[n:]
        return n

    def _next(self) -> bytes:
        seconds = time.monotonic() - self._begun
        if too_slow(self._received, seconds):
            raise TooSlowError
        coming = asyncio.run_coroutine_threadsafe(self._piece(), self._loop)
        try:
            piece = coming.result(SECONDS)
        except TimeoutError:
            coming.cancel()
            raise TooSlowError from None
        self._received += len(piece)
        if not piece and self._length is not None and self._received < self._length:
            raise CutShortError
        return piece

    async def _piece(self) -> bytes:
        try:
            piece: bytes = await anext(self._pieces)
        except StopAsyncIteration:
            return b""
        return piece or await self._piece()
