"""A PostgreSQL of our own for a test run: made, started, and thrown away. PostgreSQL refuses to run as root.

Run a command inside one: `python -m tests.servers.postgres pytest …` sets DATABASE_URL for it.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SETTINGS = "-c fsync=off -c full_page_writes=off -c max_connections=60"


def binaries() -> Path:
    """The newest PostgreSQL server on this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if not found:
        raise SystemExit("PostgreSQL's server is missing. On Debian: apt-get install postgresql")
    return found[-1].parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def as_other_user() -> dict[str, object]:
    if os.geteuid() != 0:
        return {}
    name = "postgres" if any(entry.pw_name == "postgres" for entry in pwd.getpwall()) else "nobody"
    return {"user": name, "group": pwd.getpwnam(name).pw_gid, "cwd": "/"}


@contextmanager
def running(settings: str = SETTINGS) -> Iterator[str]:
    """The URL of a database on a fresh server. `settings` go to the server's command line."""
    folder = Path(tempfile.mkdtemp(prefix="wellserved-pg-"))
    other = as_other_user()
    if other:
        shutil.chown(folder, str(other["user"]))
    port, tools = free_port(), binaries()
    run = {"check": True, "stdout": subprocess.DEVNULL, **other}
    try:
        subprocess.run(
            [tools / "initdb", "-D", folder / "data", "-U", "wellserved", "-A", "trust", "--no-sync", "-E", "UTF8"],
            **run,
        )
        start = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} {settings}"
        subprocess.run(
            [tools / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", start, "start"], **run
        )
        try:
            subprocess.run(
                [tools / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "wellserved", "wellserved"], **run
            )
            yield f"postgres://wellserved@127.0.0.1:{port}/wellserved"
        finally:
            subprocess.run([tools / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop"], **run)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    with running() as url:
        code = subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    sys.exit(code)
