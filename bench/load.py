"""A load generator on one core: keep-alive connections, each sending the next request when the last is answered.

It speaks just enough HTTP/1.1 for answers that carry a Content-Length, and is much faster than what it measures:
`share` says how busy it was, so that a reader sees that it was not the bottleneck.
"""

from __future__ import annotations

import re
import select
import socket
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)


@dataclass
class Load:
    """What came of a run."""

    seconds: float = 0.0
    taken: list[float] = field(default_factory=list)  # seconds from sending to the whole answer
    statuses: Counter[int] = field(default_factory=Counter)
    accepted: list[int] = field(default_factory=list)  # which requests, by their place in the sequence
    broken: int = 0  # connections that ended before the answer was there
    share: float = 0.0  # of one core, spent by this generator

    @property
    def per_second(self) -> float:
        return len(self.accepted) / self.seconds


@dataclass
class _Line:
    socket: socket.socket
    number: int = -1
    began: float = 0.0
    heard: bytes = b""


def drive(
    port: int,
    requests: Iterable[bytes],
    *,
    accepted: int,
    connections: int = 64,
    seconds: float = 10.0,
    after_a_break: float | None = None,
) -> Load:
    """Send requests until they or the time run out. Only to this machine.

    A connection that breaks is an error, unless `after_a_break` says how long to wait before connecting anew.
    """
    load, poll, lines = Load(), select.epoll(), dict[int, _Line]()
    waiting = enumerate(requests)
    for _ in range(connections):
        _connect(port, poll, lines, waiting)
    cpu, start = time.process_time(), time.monotonic()
    end = start + seconds
    try:
        while lines:
            for number, _ in poll.poll(1.0):
                line = lines[number]
                if _hear(line, load, accepted):
                    if time.monotonic() >= end or not _say(line, waiting):
                        _hang_up(line, poll, lines)
                elif line.number < 0:
                    load.broken += 1
                    _hang_up(line, poll, lines)
                    if after_a_break is None:
                        raise ConnectionError("the server hung up")
                    if time.monotonic() < end:
                        time.sleep(after_a_break)
                        with suppress(OSError):
                            _connect(port, poll, lines, waiting)
            if time.monotonic() > end + 30:
                raise TimeoutError(f"{len(lines)} requests were never answered")
    finally:
        for line in list(lines.values()):
            line.socket.close()
        poll.close()
    load.seconds = time.monotonic() - start
    load.share = (time.process_time() - cpu) / load.seconds
    return load


def _connect(port: int, poll: select.epoll, lines: dict[int, _Line], waiting: Iterator[tuple[int, bytes]]) -> None:
    connected = socket.create_connection(("127.0.0.1", port), timeout=30)
    connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    line = _Line(connected)
    if _say(line, waiting):
        lines[connected.fileno()] = line
        poll.register(connected.fileno(), select.EPOLLIN)
    else:
        connected.close()


def _say(line: _Line, waiting: Iterator[tuple[int, bytes]]) -> bool:
    line.number, request = next(waiting, (-1, b""))
    if not request:
        return False
    line.heard, line.began = b"", time.monotonic()
    with suppress(OSError):  # a broken connection is noticed when the answer does not come
        line.socket.sendall(request)
    return True


def _hear(line: _Line, load: Load, accepted: int) -> bool:
    """Take in what came. True when the answer is whole; line.number is -1 when the connection broke."""
    try:
        data = line.socket.recv(65536)
    except OSError:
        data = b""
    if not data:
        line.number = -1
        return False
    line.heard += data
    head, there, body = line.heard.partition(b"\r\n\r\n")
    if not there:
        return False
    length = _LENGTH.search(head)
    if length and len(body) < int(length.group(1)):
        return False
    status = int(head[9:12])
    load.statuses[status] += 1
    load.taken.append(time.monotonic() - line.began)
    if status == accepted:
        load.accepted.append(line.number)
    return True


def _hang_up(line: _Line, poll: select.epoll, lines: dict[int, _Line]) -> None:
    poll.unregister(line.socket.fileno())
    del lines[line.socket.fileno()]
    line.socket.close()
