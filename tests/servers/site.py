"""A real Wellserved for a test or a bench: `wellserved serve` with a home, a database and a port of its own."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.servers.postgres import free_port
from tests.servers.prepared import create_database, drop_database, lay_out

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "wellserved.site.cli"]
PATIENCE = 60.0


class Site:
    """A running site: `url`, `home`, `cli(…)`, `stop()`, `kill_web()`."""

    def __init__(self, home: Path, port: int, env: dict[str, str], prefix: tuple[str, ...] = ()) -> None:
        self.home, self.url, self.env, self.prefix = home, f"http://127.0.0.1:{port}", env, prefix
        self.port = port
        self.log = home / "serve.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it says that it is ready."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*self.prefix, *COMMAND, "serve", "--port", str(self.port)], env=self.env, cwd=ROOT,
                stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self.process and self.process.poll() is not None:
                raise AssertionError(f"the site ended with {self.process.returncode}:\n{self.log.read_text()[-3000:]}")
            try:
                with urllib.request.urlopen(self.url + "/readyz", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise AssertionError(f"the site was not ready in {PATIENCE:.0f} s:\n{self.log.read_text()[-3000:]}")

    def cli(self, *arguments: str, check: bool = True, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run `wellserved …` on this site's home and database."""
        done = subprocess.run(
            [*COMMAND, *arguments], env=self.env, cwd=ROOT, capture_output=True, text=True, input=stdin, check=False
        )
        if check and done.returncode:
            raise AssertionError(f"wellserved {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def pids(self) -> dict[str, int]:
        """The process ids of `web`, `worker` and their parent (`pid`)."""
        found = json.loads((self.home / "serving.json").read_text())
        return {name: found[name] for name in ("pid", "web", "worker") if name in found}

    def kill_web(self) -> None:
        """SIGKILL the web server and all that it started. The parent will start it again."""
        os.killpg(self.pids()["web"], signal.SIGKILL)

    def kill_worker(self) -> None:
        os.killpg(self.pids()["worker"], signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to stop, wait until it has, and return its exit code."""
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(40)
            except subprocess.TimeoutExpired:
                groups = [self.process.pid, *(pid for name, pid in self.pids().items() if name in ("web", "worker"))]
                for group in groups:
                    with suppress(ProcessLookupError):
                        os.killpg(group, signal.SIGKILL)
                self.process.wait()
                raise AssertionError(f"the site did not stop:\n{self.log.read_text()[-3000:]}") from None
        code, self.process = self.process.returncode, None
        return code


@contextmanager
def running_site(
    *, prefix: tuple[str, ...] = (), start: bool = True, prepared: bool | None = None, **env: str
) -> Iterator[Site]:
    """A site that serves until the block ends, then is gone with all its processes and its database.

    On the database of this test run: SQLite, or a fresh database on the server of DATABASE_URL. Settings are given
    as keywords (`WELLSERVED_MAIL_URL="…"`); `prefix` stands before the command (`("taskset", "-c", "0")`). One that is
    started is prepared already, and one that is not is empty, unless `prepared` says otherwise.
    """
    usual = {name: value for name, value in os.environ.items() if not name.startswith(("WELLSERVED_", "DJANGO_"))}
    given = env.pop("DATABASE_URL", os.environ.get("DATABASE_URL", ""))
    usual.pop("DATABASE_URL", None)
    port = int(env.pop("PORT", 0)) or free_port()
    ready = start if prepared is None else prepared
    with tempfile.TemporaryDirectory(prefix="wellserved-site-", ignore_cleanup_errors=True) as folder:
        settings = {
            "WELLSERVED_HOME": folder,
            "WELLSERVED_BASE_URL": f"http://127.0.0.1:{port}",
            "PYTHONPATH": os.pathsep.join(part for part in (str(ROOT), usual.get("PYTHONPATH", "")) if part),
        }
        if ready:
            lay_out(Path(folder), given, settings)
        with _database(given, settings if ready else None) as url:
            if url:
                settings["DATABASE_URL"] = url
            site = Site(Path(folder), port, {**usual, **settings, **env}, prefix)
            try:
                if start:
                    site.start()
                yield site
            finally:
                site.stop()


@contextmanager
def _database(server: str, prepared: dict[str, str] | None) -> Iterator[str]:
    """A fresh database on this PostgreSQL server, dropped at the end; nothing for SQLite."""
    if not server.startswith("postgres"):
        yield server
        return
    name = f"site_{secrets.token_hex(6)}"
    url = create_database(server, name, prepared)
    try:
        yield url
    finally:
        drop_database(server, name)
