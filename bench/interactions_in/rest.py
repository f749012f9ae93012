"""REST upserts against `wellserved web`, one batch after the other over one connection."""

from __future__ import annotations

import contextlib
import http.client
import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.interactions_in.clock import Spent, cpu_of, cpu_of_server
from tests.servers.postgres import free_port


class Site:
    """A web server that runs, and a connection to it."""

    def __init__(self, pid: int, port: int, token: str, url: str) -> None:
        self.pid, self.url = pid, url
        self._talk = _connected(port)
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def bring(self, bodies: Sequence[bytes]) -> tuple[int, Spent]:
        """How many were created, and what it took: of processors what the web server and the database had."""
        created = 0
        begun, cpu = time.perf_counter(), self._cpu()
        for body in bodies:
            self._talk.request("POST", "/api/v1/interactions", body, self._headers)
            answer = self._talk.getresponse()
            text = answer.read()
            assert answer.status == 200, text
            created += json.loads(text)["created"]
        return created, Spent(time.perf_counter() - begun, self._cpu() - cpu)

    def _cpu(self) -> float:
        workers = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return sum(map(cpu_of, [self.pid, *map(int, workers)])) + cpu_of_server(self.url)


@contextlib.contextmanager
def site(env: Mapping[str, str], token: str, url: str) -> Iterator[Site]:
    """`wellserved web` on a free port."""
    port = free_port()
    code = "from wellserved.site.cli import main; main()"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen([sys.executable, "-c", code, "web", "--port", str(port)], env=env, **quiet)  # type: ignore[call-overload]
    try:
        yield Site(server.pid, port, token, url)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def _connected(port: int) -> http.client.HTTPConnection:
    for _ in range(300):
        try:
            talk = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            talk.request("GET", "/api/v1/openapi.json")
            talk.getresponse().read()
            return talk
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the web server did not start")
