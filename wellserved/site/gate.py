"""The gate: every request comes through here, in one thread that never waits for a database, a disk or a slow sender.

It takes a request's body in first, so that somebody who sends it slowly holds no thread. An answer it reads itself,
hands to the writer and goes on with the next; so the writer's batches are as large as the crowd is, and a COMMIT wakes
one thread, not sixty. Everything else is done by the WSGI application in a pool of threads.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from collections.abc import Awaitable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

from wellserved.site.bodies import SMALL, CutShortError, Incoming, TooSlowError, take_in
from wellserved.site.carrying import Headers, send
from wellserved.site.watching import note
from wellserved.site.wsgi import application, get_ready
from wellserved.surveys import counter
from wellserved.surveys.actions.answering import submit_answer_without_blocking
from wellserved.surveys.counter import PREFIX
from wellserved.surveys.shapes import HANDED_IN, LARGEST_FORM, Outcome
from wellserved.surveys.waiting import NotDoneError

log = logging.getLogger(__name__)
THREADS = 16
THREADS_FOR_UPLOADS = 4  # what is large is taken in by a thread, as it comes; slow uploads wait for each other alone
MOST_INSIDE = 1000
FORM = "application/x-www-form-urlencoded"
SERVED = object()


class Gate:
    """An RSGI application (https://github.com/emmett-framework/granian/blob/master/docs/spec/RSGI.md)."""

    def __init__(self) -> None:
        self.pages = ThreadPoolExecutor(THREADS, "page")
        self.uploads = ThreadPoolExecutor(THREADS_FOR_UPLOADS, "upload")
        self.inside = 0

    async def __rsgi__(self, scope: Any, proto: Any) -> None:
        if self.inside >= MOST_INSIDE:
            _refuse(proto, 503, "Too many are here just now. Please try again in a moment.")
            return
        self.inside += 1
        try:
            await self._pass(scope, proto)
        except TooSlowError:
            _refuse(proto, 408, "It took too long to arrive. Nothing was changed; please send it again.")
        except CutShortError:
            _refuse(proto, 400, "Only a part of it arrived. Nothing was changed; please send it again.")
        finally:
            self.inside -= 1

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        loop.run_in_executor(self.pages, get_ready)

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.pages.shutdown(wait=False, cancel_futures=True)
        self.uploads.shutdown(wait=False, cancel_futures=True)

    async def _pass(self, scope: Any, proto: Any) -> None:
        headers, method = scope.headers, scope.method
        if method in ("GET", "HEAD"):
            came = await _fresh_page(scope, proto) if method == "GET" and scope.path.startswith(PREFIX) else None
            if came is SERVED:
                return None
            return await self._in_a_thread(self.pages, environ_of(scope, BytesIO(), came), proto)
        length = _length(headers.get("content-length"))
        if length is None or length > SMALL:
            environ = environ_of(scope, Incoming.of(proto, length))
            return await self._in_a_thread(self.uploads, environ, proto)
        came = None
        body = await take_in(proto, length) if length else b""
        if method == "POST" and length <= LARGEST_FORM and headers.get("content-type", "").startswith(FORM):
            came = await _answer(scope.path, scope.query_string, body, proto)
            if came is Outcome.SAVED:
                return None
        return await self._in_a_thread(self.pages, environ_of(scope, BytesIO(body), came), proto)

    def _in_a_thread(self, pool: ThreadPoolExecutor, environ: dict[str, Any], proto: Any) -> Awaitable[None]:
        loop = asyncio.get_running_loop()
        return loop.run_in_executor(pool, _serve, environ, proto, loop)


async def _fresh_page(scope: Any, proto: Any) -> object | None:
    """Show a fresh answer page. Anything but SERVED is still to be answered, by the views."""
    begun = time.perf_counter()
    accept = scope.headers.get
    visit = counter.visit(scope.path, scope.query_string, accept("accept-encoding", ""), accept("accept-language", ""))
    if visit is None:
        return None
    try:
        served = await counter.reader.submit_without_blocking(visit)
    except NotDoneError as error:
        return error
    if served is counter.LEFT_TO_THE_VIEWS:
        return None
    status, headers, content = served
    note("GET", "answer", status, headers, begun)
    proto.response_bytes(status, list(headers.items()), content)
    return SERVED


async def _answer(path: str, query: str, body: bytes, proto: Any) -> Outcome | NotDoneError | None:
    """Hand in an answer and say that it is saved. Anything but SAVED is still to be answered, by the views."""
    begun = time.perf_counter()
    token = counter.token_of(path)
    answer = counter.answer_in(body, token) if token else None
    if answer is None:
        return None
    try:
        outcome = await submit_answer_without_blocking(answer=answer)
    except NotDoneError as error:
        return error
    if outcome is Outcome.SAVED:
        status, headers, content = counter.receipt(answer, token, query)
        note("POST", "answer", status, headers, begun)
        proto.response_bytes(status, list(headers.items()), content)
    return outcome


def _serve(environ: dict[str, Any], proto: Any, loop: asyncio.AbstractEventLoop) -> None:
    """In a thread of the pool: let the WSGI application answer, and send what it says."""
    started = Headers()
    try:
        send(proto, loop, started, application(environ, started))
    except Exception:
        log.exception("A request was not answered")
        if not started.sent:  # else they have a part of something else already
            _refuse(proto, 500, "Something broke. It was noted, and nothing was half done.")


def environ_of(scope: Any, body: Any, came: object = None) -> dict[str, Any]:
    """A WSGI environment (PEP 3333). Names with an underscore are left out: they could pass for others with a dash.

    `came` is what came of it at the counter, for the views.
    """
    host, _, port = scope.server.rpartition(":")
    environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode("utf-8", "surrogateescape").decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        if "_" in name:
            continue
        key = name.upper().replace("-", "_")
        if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            key = f"HTTP_{key}"
        before = environ.get(key)
        environ[key] = value if before is None else f"{before}{'; ' if key == 'HTTP_COOKIE' else ','}{value}"
    if came is not None:
        environ[HANDED_IN] = came
    return environ


def _length(said: str | None) -> int | None:
    """The length that a request says its body has: 0 if it has none, None if it does not say."""
    if said is None:
        return None
    return int(said) if said.isascii() and said.isdigit() else None


def _refuse(proto: Any, status: int, words: str) -> None:
    body = words.encode()
    headers = [("content-type", "text/plain; charset=utf-8"), ("content-length", str(len(body)))]
    proto.response_bytes(status, [*headers, ("retry-after", "5")] if status == 503 else headers, body)


gate = Gate()
