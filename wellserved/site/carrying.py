"""Carries what the WSGI application says back through the gate."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse

WHOLE = 1_000_000  # what says that it is no longer than this goes out in one piece
SECONDS = 60.0  # for the receiver to take one piece


class Headers:
    """What `start_response` was told (PEP 3333)."""

    status = 500
    lines: list[tuple[str, str]]
    sent = False  # whether they are on their way: nothing else can be said then

    def __call__(self, status: str, lines: list[tuple[str, str]], exc_info: Any = None) -> None:  # noqa: ARG002
        self.status, self.lines = int(status.partition(" ")[0]), lines


def send(proto: Any, loop: asyncio.AbstractEventLoop, said: Headers, body: Iterable[bytes]) -> None:
    """Send a response, from a thread of the pool."""
    try:
        if isinstance(body, list) or _length(said.lines) <= WHOLE:
            _whole(proto, said, b"".join(body))
        elif isinstance(body, HttpResponse):
            _whole(proto, said, body.content)
        else:
            said.sent = True
            transport = asyncio.run_coroutine_threadsafe(_stream(proto, said), loop).result(SECONDS)
            for piece in body:
                asyncio.run_coroutine_threadsafe(_piece(transport, piece), loop).result(SECONDS)
    finally:
        close = getattr(body, "close", None)
        if close is not None:
            close()


def _whole(proto: Any, said: Headers, body: bytes) -> None:
    said.sent = True
    proto.response_bytes(said.status, said.lines, body)


async def _stream(proto: Any, said: Headers) -> Any:
    return proto.response_stream(said.status, said.lines)


async def _piece(transport: Any, piece: bytes) -> None:
    await transport.send_bytes(piece)


def _length(lines: list[tuple[str, str]]) -> int:
    for name, value in lines:
        if name.lower() == "content-length":
            return int(value)
    return WHOLE + 1
