"""What `wellserved prepare` makes, made once for a test run and copied for each site that it starts.

Migrating takes some seconds; most tests of a running site are about what comes after.
"""

from __future__ import annotations

import atexit
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

COMMAND = [sys.executable, "-m", "wellserved.site.cli"]
ONLY_HERE = ("secret.key", "migrating.lock")  # each site makes its own


def lay_out(home: Path, server: str, env: dict[str, str]) -> None:
    """Fill an empty home, as if prepared; on SQLite its database too."""
    shutil.copytree(
        _prepared(server, env["PYTHONPATH"])[0], home, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*ONLY_HERE)
    )


def create_database(server: str, name: str, env: dict[str, str] | None = None) -> str:
    """Make a database on this PostgreSQL server and return its address: empty, or prepared where `env` is given."""
    template = f" TEMPLATE {_prepared(server, env['PYTHONPATH'])[1]}" if env else ""
    _execute(server, f"CREATE DATABASE {name}{template}")
    return _at(server, name)


def drop_database(server: str, name: str) -> None:
    _execute(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@cache
def _prepared(server: str, path: str) -> tuple[Path, str]:
    """A home as `prepare` leaves it, and the name of the database beside it."""
    home = Path(tempfile.mkdtemp(prefix="wellserved-prepared-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    usual = {name: value for name, value in os.environ.items() if not name.startswith(("WELLSERVED_", "DJANGO_"))}
    env = {**usual, "WELLSERVED_HOME": str(home), "PYTHONPATH": path, "DATABASE_URL": ""}
    name = ""
    if server.startswith("postgres"):
        name = f"prepared_{secrets.token_hex(6)}"
        env["DATABASE_URL"] = create_database(server, name)
        atexit.register(_drop_quietly, server, name)
    done = subprocess.run([*COMMAND, "prepare"], env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(f"wellserved prepare: {done.returncode}\n{done.stdout}{done.stderr}")
    return home, name


def _drop_quietly(server: str, name: str) -> None:
    with suppress(Exception):  # the server may be gone with everything on it
        drop_database(server, name)


def _execute(server: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type]


def _at(server: str, name: str) -> str:
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
