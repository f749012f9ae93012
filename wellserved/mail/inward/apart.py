"""Reads letters in a process of its own, with bounded time and memory, so that no letter can hold up or end the worker.

One reader serves a whole batch: a path goes in on a line, what stands in the letter comes back on a line. A reader
that takes too long is killed, the letter is unreadable, and the next gets a new reader.
"""

from __future__ import annotations

import json
import os
import resource
import selectors
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from wellserved.mail.inward.quoting import new_text_of, without_quotation
from wellserved.mail.inward.reading import Read, UnreadableError, read
from wellserved.mail.inward.reports import Failure
from wellserved.mail.shapes import Attachment, Nature

SECONDS = 30.0  # for one letter
QUOTING_SECONDS = 2.0  # of those, for finding what was quoted
MEMORY = 2_000_000_000


class Reader:
    """Use as a context manager; `read` raises UnreadableError."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._seconds = seconds

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *given: object) -> None:
        self._end()

    def read(self, path: Path) -> Read:
        """What stands in the letter that lies there."""
        process = self._started()
        assert process.stdin
        try:
            process.stdin.write(json.dumps(str(path)).encode() + b"\n")
            process.stdin.flush()
            answer = self._answer(process)
        except OSError:
            answer = b""
        if not answer.endswith(b"\n"):
            self._end()
            raise UnreadableError("Reading it took too long, or too much memory.")
        told = json.loads(answer)
        if "unreadable" in told:
            raise UnreadableError(told["unreadable"])
        return _from_dict(told)

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "wellserved.mail.inward.apart"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _answer(self, process: subprocess.Popen[bytes]) -> bytes:
        """One line, or as much of it as came in time."""
        assert process.stdout
        until, pieces = time.monotonic() + self._seconds, []
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while (left := until - time.monotonic()) > 0 and selector.select(left):
                piece = os.read(process.stdout.fileno(), 1 << 20)
                pieces.append(piece)
                if not piece or piece.endswith(b"\n"):
                    break
        return b"".join(pieces)

    def _end(self) -> None:
        if self._process is None:
            return
        process, self._process = self._process, None
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()


def _from_dict(told: dict[str, Any]) -> Read:
    told["attachments"] = [Attachment(**one) for one in told["attachments"]]
    told["failures"] = [Failure(**one) for one in told["failures"]]
    told["nature"] = Nature(told["nature"])
    return Read(**told)


class _TooLongError(Exception):
    """The patterns of a library were kept busy by a hostile text."""


def _in_time(text: str) -> str:
    """The new text by all that we know; when that takes too long, by our own linear rules alone."""

    def stop(number: int, frame: object) -> None:  # noqa: ARG001
        raise _TooLongError

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, QUOTING_SECONDS)
    try:
        return new_text_of(text)
    except _TooLongError:
        return without_quotation(text) or text
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _serve() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in sys.stdin.buffer:
        try:
            found = json.dumps(asdict(read(Path(json.loads(line)).read_bytes(), _in_time)))
        except UnreadableError as error:
            found = json.dumps({"unreadable": str(error)})
        except (MemoryError, RecursionError, OSError) as error:
            found = json.dumps({"unreadable": f"Reading it failed ({type(error).__name__})."})
        sys.stdout.buffer.write(found.encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _serve()
