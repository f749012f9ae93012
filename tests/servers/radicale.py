"""A real CalDAV server for tests: Radicale, in a folder of its own, on a free port of this machine."""

from __future__ import annotations

import base64
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.ending import end
from tests.servers.postgres import free_port

USER, PASSWORD = "milo", "a långer wörd"
MAKE = (
    '<?xml version="1.0"?><mkcol xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><set><prop><resourcetype>'
    "<collection/><c:calendar/></resourcetype><displayname>{}</displayname></prop></set></mkcol>"
)


@dataclass
class CalendarServer:
    """Where it listens, and what can be put into it."""

    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def calendar(self, name: str) -> str:
        """Make one; its address."""
        self._send("MKCOL", f"{USER}/{name}/", MAKE.format(name.title()))
        return f"{self.url}{USER}/{name}/"

    def put(self, name: str, uid: str, *lines: str) -> None:
        """An entry with these lines."""
        head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20261101T000000Z")
        text = "\r\n".join([*head, *lines, "END:VEVENT", "END:VCALENDAR", ""])
        self._send("PUT", f"{USER}/{name}/{uid}.ics", text, "text/calendar")

    def _send(self, method: str, path: str, body: str, kind: str = "application/xml") -> None:
        secret = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        headers = {"Authorization": f"Basic {secret}", "Content-Type": kind}
        request = urllib.request.Request(self.url + path, body.encode(), headers, method=method)
        with urllib.request.urlopen(request, timeout=10) as got:
            assert got.status in (200, 201, 204)


@contextmanager
def running_radicale() -> Iterator[CalendarServer]:
    """A server with one user, until the block ends."""
    with tempfile.TemporaryDirectory(prefix="wellserved-radicale-", ignore_cleanup_errors=True) as name:
        folder, server = Path(name), CalendarServer(free_port())
        (folder / "users").write_text(f"{USER}:{PASSWORD}\n", encoding="utf-8")
        (folder / "config").write_text(
            f"[server]\nhosts = 127.0.0.1:{server.port}\n[auth]\ntype = htpasswd\nhtpasswd_filename = {folder}/users\n"
            f"htpasswd_encryption = plain\ndelay = 0\n[storage]\nfilesystem_folder = {folder}/kept\n"
        )
        process = subprocess.Popen(
            [sys.executable, "-m", "radicale", "--config", str(folder / "config")],
            stdout=subprocess.DEVNULL,
            stderr=(folder / "errors").open("wb"),
        )
        try:
            _wait_for(server, process, folder)
            yield server
        finally:
            end(process)


def _wait_for(server: CalendarServer, process: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + 15
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(server.url, timeout=2):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"Radicale did not start:\n{(folder / 'errors').read_text()[-3000:]}")
