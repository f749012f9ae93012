"""A PostgreSQL whose data may stay where it is, on one core."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers.postgres import as_other_user, binaries, free_port

# As an installation would have it on a machine of this size; what is measured here is reading and counting.
SETTINGS = "-c shared_buffers=1GB -c max_wal_size=4GB -c maintenance_work_mem=256MB -c max_connections=30"


@contextmanager
def postgres_in(folder: Path, core: int) -> Iterator[str]:
    """The URL of a database whose files lie in this folder; made if there is none."""
    other, tools = as_other_user(), binaries()
    new = not (folder / "data" / "PG_VERSION").exists()
    folder.mkdir(parents=True, exist_ok=True)
    for above in folder.parents:  # another user must be able to walk there
        if os.geteuid() == 0 and len(above.parts) > 2:
            above.chmod(above.stat().st_mode | 0o011)
    if other:
        shutil.chown(folder, str(other["user"]))
    run = {"check": True, "stdout": subprocess.DEVNULL, **other}
    if new:
        made = ["-U", "wellserved", "-A", "trust", "--no-sync", "-E", "UTF8"]
        subprocess.run([tools / "initdb", "-D", folder / "data", *made], **run)  # type: ignore[call-overload]
    port = free_port()
    start = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} {SETTINGS}"
    server = ["taskset", "-c", str(core), tools / "pg_ctl", "-D", folder / "data"]
    subprocess.run([*server, "-w", "-t", "120", "-l", folder / "log", "-o", start, "start"], **run)  # type: ignore[call-overload]
    try:
        if new:
            given = ["-h", "127.0.0.1", "-p", str(port), "-U", "wellserved"]
            subprocess.run([tools / "createdb", *given, "wellserved"], **run)  # type: ignore[call-overload]
        yield f"postgres://wellserved@127.0.0.1:{port}/wellserved"
    finally:
        subprocess.run([*server, "-m", "fast", "-t", "120", "stop"], **run)  # type: ignore[call-overload]
