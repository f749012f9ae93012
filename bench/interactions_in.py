"""Interactions in: a CSV of a million rows, and REST upserts in batches of 500, on both databases.

The reference is the same rows into a bare table: executemany on SQLite, COPY on PostgreSQL, both durable.
"""

from __future__ import annotations

import contextlib
import csv
import http.client
import itertools
import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg

from bench.report import QUICK, Claim, Figure, figure, write
from tests.servers.postgres import free_port, running

NAME = "interactions-in"
ROWS = int(os.environ.get("ROWS") or (20_000 if QUICK else 1_000_000))
REST_ROWS = min(ROWS, 20_000 if QUICK else 100_000)
ROUNDS = int(os.environ.get("ROUNDS") or (2 if QUICK else 5))
BATCH = 500
HEADER = (
    "external_id", "service", "channel", "place", "team", "members", "client",
    "contact_name", "contact_email", "opened_at", "closed_at", "subject",
)  # fmt: skip
DURABLE = "-c fsync=on -c synchronous_commit=on -c max_connections=60"
PYTHON = sys.executable


def rows(count: int) -> Iterator[tuple[str, ...]]:
    """Tickets of an organisation with 400 clients, 20,000 contacts, 30 teams and 200 members. Always the same."""
    chance = random.Random(3)
    start = datetime(2025, 1, 6, 8)
    subjects = ("Cannot sign in", "Printer says no", "New laptop", "Projector is dark", "Access to the archive")
    for number in range(count):
        contact, team = chance.randrange(20_000), chance.randrange(30)
        opened = start + timedelta(seconds=number * 25 % 31_000_000)
        closed = opened + timedelta(minutes=chance.randrange(5, 9000))
        yield (
            f"T{number:07}", f"Service {chance.randrange(40)}", ("phone", "mail", "desk")[number % 3],
            f"Site {contact % 12}", f"Team {team}", f"agent{team * 6 + chance.randrange(6)}@desk.example",
            f"Client {contact % 400}", f"Person {contact}", f"person{contact}@client{contact % 400}.example",
            opened.isoformat(" "), closed.isoformat(" ") if number % 20 else "",
            f"{subjects[number % 5]} ({number})",
        )  # fmt: skip


def main() -> bool:
    figures: list[Figure] = []
    claims: list[Claim] = []
    with tempfile.TemporaryDirectory(prefix="wellserved-bench-") as folder:
        path = Path(folder) / "tickets.csv"
        with path.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADER)
            writer.writerows(rows(ROWS))
        for database in ("SQLite", "PostgreSQL"):
            with postgres() if database == "PostgreSQL" else contextlib.nullcontext("") as url:
                measure(database, url, path, Path(folder), figures, claims)
    reference = f"the same {ROWS:,} rows into a bare table: executemany on SQLite, COPY on PostgreSQL"
    notes = {"rows": ROWS, "rest_rows": REST_ROWS, "batch": BATCH, "csv_bytes_a_row": "about 180"}
    return write(NAME, figures, claims, reference, notes)


def measure(database: str, url: str, path: Path, folder: Path, figures: list[Figure], claims: list[Claim]) -> None:
    """Alternate the bare table, the file and REST, each time on an empty database."""
    bare: list[float] = []
    by_file: list[float] = []
    by_rest: list[float] = []
    memory: list[float] = []
    for _ in range(ROUNDS):
        bare.append(ROWS / into_a_bare_table(url, folder))
        env = fresh(url, folder)
        found = json.loads(run(env, "-m", "bench.interactions_in", "import", str(path)))
        assert found["created"] == ROWS, found
        by_file.append(ROWS / found["seconds"])
        memory.append(found["rss_mb"])
        by_rest.append(REST_ROWS / over_rest(fresh(url, folder)))
    figures += [
        figure(f"{database}: bare table", "rows/s", bare),
        figure(f"{database}: CSV", "rows/s", by_file),
        figure(f"{database}: REST", "rows/s", by_rest),
        figure(f"{database}: peak memory of an import", "MB", memory),
    ]
    reference = figures[-4].median
    claims += [
        Claim(f"{database}: CSV ÷ bare", figures[-3].median / reference, 0.05),
        Claim(f"{database}: REST ÷ bare", figures[-2].median / reference, 0.02),
        Claim(f"{database}: memory in MB", max(memory), 300, at_most=True),
    ]


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    with running(DURABLE) as url:
        yield url


def into_a_bare_table(url: str, folder: Path) -> float:
    """Seconds from the first row to the commit."""
    columns = ", ".join(f"{name} text" for name in HEADER)
    if not url:
        path = folder / "bare.sqlite3"
        path.unlink(missing_ok=True)
        base = sqlite3.connect(path, isolation_level=None)
        base.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE bare ({columns})")
        marks = ", ".join("?" * len(HEADER))
        took = 0.0
        for chunk in _chunks():
            begun = time.perf_counter()
            if not base.in_transaction:
                base.execute("BEGIN")
            base.executemany(f"INSERT INTO bare VALUES ({marks})", chunk)
            took += time.perf_counter() - begun
        begun = time.perf_counter()
        base.execute("COMMIT")
        took += time.perf_counter() - begun
        base.close()
    else:
        with psycopg.connect(url) as base:
            base.execute("DROP TABLE IF EXISTS bare")
            base.execute(f"CREATE TABLE bare ({columns})")
            base.commit()
            took = 0.0
            for chunk in _chunks():
                begun = time.perf_counter()
                with base.cursor().copy("COPY bare FROM STDIN") as copy:
                    for row in chunk:
                        copy.write_row(row)
                took += time.perf_counter() - begun
            begun = time.perf_counter()
            base.commit()
            took += time.perf_counter() - begun
    return took


def _chunks() -> Iterator[list[tuple[str, ...]]]:
    """The rows, made outside the clock."""
    stream = rows(ROWS)
    while chunk := list(itertools.islice(stream, 50_000)):
        yield chunk


def fresh(url: str, folder: Path) -> dict[str, str]:
    """The environment of an empty installation."""
    home = Path(tempfile.mkdtemp(prefix="home-", dir=folder))
    env = {**os.environ, "WELLSERVED_HOME": str(home), "DATABASE_URL": url, "WELLSERVED_LOG_LEVEL": "WARNING"}
    if url:
        with psycopg.connect(url, autocommit=True) as base:
            base.execute("DROP SCHEMA public CASCADE")
            base.execute("CREATE SCHEMA public")
    run(env, "-m", "bench.interactions_in", "prepare")
    return env


def over_rest(env: dict[str, str]) -> float:
    """Seconds for all batches, one after the other over one connection to `wellserved web`."""
    token, port = run(env, "-m", "bench.interactions_in", "token").strip(), free_port()
    code = "from wellserved.site.cli import main; main()"
    server = subprocess.Popen([PYTHON, "-c", code, "web", "--port", str(port)], env=env)
    try:
        batches = [*_batches()]
        talk = _connected(port)
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        begun = time.perf_counter()
        created = 0
        for body in batches:
            talk.request("POST", "/api/v1/interactions", body, headers)
            answer = talk.getresponse()
            text = answer.read()
            assert answer.status == 200, text
            created += json.loads(text)["created"]
        took = time.perf_counter() - begun
        assert created == REST_ROWS, created
        return took
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def _batches() -> Iterator[bytes]:
    batch: list[dict[str, Any]] = []
    for row in rows(REST_ROWS):
        said: dict[str, Any] = dict(zip(HEADER, row, strict=True))
        said["contact"] = {"name": said.pop("contact_name"), "email": said.pop("contact_email")}
        said |= {"source": "bench", "members": [said["members"]], "closed_at": said["closed_at"] or None}
        batch.append(said)
        if len(batch) == BATCH:
            yield json.dumps(batch).encode()
            batch = []


def _connected(port: int) -> http.client.HTTPConnection:
    for _ in range(200):
        try:
            talk = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            talk.request("GET", "/api/v1/openapi.json")
            talk.getresponse().read()
            return talk
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the web server did not start")


def run(env: dict[str, str], *arguments: str) -> str:
    return subprocess.run([PYTHON, *arguments], env=env, check=True, capture_output=True, text=True).stdout


def child(what: str, *rest: str) -> None:
    """What runs in a process of its own, so that its memory is its own."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellserved.site.settings")
    import django

    django.setup(set_prefix=False)
    if what == "prepare":
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
    elif what == "token":
        from wellserved.accounts.models import ApiToken
        from wellserved.kit.tokens import hash_token, new_token

        secret = new_token()
        ApiToken.objects.create(name="bench", role="admin", token_hash=hash_token(secret))
        print(secret)
    else:
        from wellserved.interactions.actions.importing import import_file

        begun = time.perf_counter()
        run = import_file(rest[0], "bench")
        took = time.perf_counter() - begun
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"seconds": took, "created": run.created, "rejected": run.rejected, "rss_mb": peak}))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        child(*sys.argv[1:])
    else:
        sys.exit(not main())
