"""The parent of `wellserved serve`: starts web and worker, restarts what dies, and stops both in order.

It does not load Django, so that it stays small.
"""

from __future__ import annotations

import ctypes
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from wellserved.site.configuration import home

log = logging.getLogger("wellserved.serve")

COMMAND = [sys.executable, "-m", "wellserved.site.cli"]
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
HEALTHY_AFTER = 60.0
LAST_WORDS = 25.0


class Child:
    """One process that should always run."""

    def __init__(self, name: str, arguments: list[str]) -> None:
        self.name, self.arguments = name, arguments
        self.process: subprocess.Popen[bytes] | None = None
        self.started, self.pause, self.start_at = 0.0, FIRST_PAUSE, 0.0

    def start(self) -> None:
        environment = {**os.environ, "WELLSERVED_PARENT": str(os.getpid())}
        self.process = subprocess.Popen(  # noqa: S603
            [*COMMAND, *self.arguments], env=environment, start_new_session=True, preexec_fn=_die_with_parent
        )
        self.started = time.monotonic()

    def look(self) -> bool:
        """Start it if it is due; notice if it died. True if something changed."""
        if self.process is None:
            if time.monotonic() < self.start_at:
                return False
            self.start()
            return True
        code = self.process.poll()
        if code is None:
            return False
        self._end_group()  # whatever it had started
        if time.monotonic() - self.started > HEALTHY_AFTER:
            self.pause = FIRST_PAUSE
        log.warning("%s ended with code %s; it starts again in %.1f s", self.name, code, self.pause)
        self.process, self.start_at = None, time.monotonic() + self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE)
        return True

    def ask_to_stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def wait(self, deadline: float) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(max(deadline - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            log.warning("%s did not stop in time and was ended", self.name)
        self._end_group()
        self.process.wait()

    def _end_group(self) -> None:
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


def run(host: str, port: int, prepared: bool = False) -> int:
    """Serve until told to stop. Returns the exit code."""
    fail_if_port_is_taken(host, port)
    stopping: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda which, _: stopping.append(which))
    if not prepared and (failed := subprocess.run([*COMMAND, "prepare"], check=False).returncode):  # noqa: S603
        return failed
    children = [Child("web", ["web", "--host", host, "--port", str(port)]), Child("worker", ["worker"])]
    running = home() / "serving.json"
    sys.stderr.write(f"Wellserved is at http://{host}:{port} (Ctrl-C stops it)\n")
    try:
        while not stopping:
            changed = [child.look() for child in children]
            if any(changed):
                _write_down(running, port, children)
            time.sleep(0.1)
    finally:
        for child in children:
            child.ask_to_stop()
        deadline = time.monotonic() + LAST_WORDS
        for child in children:
            child.wait(deadline)
        running.unlink(missing_ok=True)
    return 0


def fail_if_port_is_taken(host: str, port: int) -> None:
    """End with plain words if nobody could listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            sys.exit(f"Port {port} on {host} cannot be used: {error.strerror}. Choose another with PORT=… or --port.")


def _write_down(path: Path, port: int, children: list[Child]) -> None:
    pids = {child.name: child.process.pid for child in children if child.process}
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps({"pid": os.getpid(), "port": port, **pids}))
    draft.replace(path)


def _die_with_parent() -> None:
    """If the parent is killed outright, its children are told to stop (Linux)."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)
