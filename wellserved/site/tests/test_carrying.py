"""What breaks before anything was sent is told as such; what breaks halfway is not followed by something else."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse

from wellserved.site import gate as gates
from wellserved.site.carrying import WHOLE


class Proto:
    """Stands in for granian: remembers what it was told to send."""

    def __init__(self) -> None:
        self.whole: list[tuple[int, bytes]] = []
        self.pieces: list[bytes] = []

    def response_bytes(self, status: int, headers: Any, body: bytes) -> None:
        self.whole.append((status, body))

    def response_stream(self, status: int, headers: Any) -> Proto:
        return self

    async def send_bytes(self, piece: bytes) -> None:
        self.pieces.append(piece)


def served(monkeypatch: pytest.MonkeyPatch, body: Any, length: int | None, begins: bool = True) -> Proto:
    """What was sent when the application answers with this body."""
    proto = Proto()

    def application(environ: Any, start_response: Any) -> Any:
        if not begins:
            raise KeyError
        start_response("200 OK", [] if length is None else [("Content-Length", str(length))])
        return body

    monkeypatch.setattr(gates, "application", application)

    async def serve() -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, gates._serve, {}, proto, loop)

    asyncio.run(serve())
    return proto


def half() -> Iterator[bytes]:
    yield b"one"
    raise OSError("the disk is gone")


def test_what_is_whole_goes_out_in_one_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    for body in ([b"a", b"b"], iter([b"a", b"b"]), HttpResponse(b"ab")):
        assert served(monkeypatch, body, 2).whole == [(200, b"ab")]
    assert served(monkeypatch, HttpResponse(b"ab"), None).whole == [(200, b"ab")]
    assert served(monkeypatch, iter([b"a", b"b"]), None).pieces == [b"a", b"b"]


def test_what_breaks_before_anything_was_sent_is_said_to_be_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    for proto in (served(monkeypatch, None, None, begins=False), served(monkeypatch, half(), 6)):
        ((status, body),) = proto.whole
        assert (status, b"nothing was half done" in body) == (500, True)


@pytest.mark.parametrize("length", [None, WHOLE + 1])
def test_what_breaks_halfway_just_ends(monkeypatch: pytest.MonkeyPatch, length: int | None) -> None:
    proto = served(monkeypatch, half(), length)
    assert (proto.pieces, proto.whole) == ([b"one"], [])
