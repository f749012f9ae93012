"""What somebody typed is asked only where it may be, and nothing that is answered leads elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from wellserved.kit import guarded
from wellserved.kit.guarded import RefusedError, ask

INSIDE = ("127.0.0.1",)


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to"))
        elif self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:1/secret")
        else:
            self.send_response(200)
        body = b"x" * (5_000 if self.path == "/large" else 5)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *given: Any) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_what_may_be_asked_answers_and_leads_on_within_itself(site: str) -> None:
    assert ask("GET", f"{site}/", headers={}, inside=INSIDE).body == b"xxxxx"
    assert ask("GET", f"{site}/to/there", headers={}, inside=INSIDE).url == f"{site}/there"


@pytest.mark.parametrize(
    ("path", "words"),
    [("/away", "another address"), ("/to/to/to/to/to/x", "round in circles"), ("/large", "more than we take")],
)
def test_what_leads_elsewhere_or_never_ends_is_refused(site: str, path: str, words: str) -> None:
    with pytest.raises(RefusedError, match=words):
        ask("GET", site + path, headers={}, inside=INSIDE, most=1_000)


def test_a_name_that_means_this_machine_is_refused_and_looked_up_once(monkeypatch: Any) -> None:
    asked = []

    def look_up(host: str, port: int, **given: Any) -> list[Any]:
        asked.append(host)
        return [(2, 1, 6, "", ("93.184.215.14", port)), (2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(guarded.socket, "getaddrinfo", look_up)
    with pytest.raises(RefusedError, match="within our own network"):
        ask("GET", "https://calendar.example/", headers={})
    assert asked == ["calendar.example"]


def test_nobody_there_is_said(site: str) -> None:
    with pytest.raises(RefusedError, match="could not be reached"):
        ask("GET", "http://127.0.0.1:1/", headers={}, inside=INSIDE)
