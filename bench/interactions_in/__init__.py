"""Interactions in: a CSV of a million rows, and REST upserts in batches of 500, on both databases.

A round is: a fifth of the million into a bare table (executemany on SQLite, COPY on PostgreSQL, both durable), the same
rows as a file into an installation, and twenty thousand more over REST. Five rounds, into one installation that grows
to a million. Rates are compared by their medians; processor time per row, which a busy machine changes less, is shown
beside them. Then the million in a single file, into an empty installation: its memory is what is claimed.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg

from bench.interactions_in import bare
from bench.interactions_in.clock import Spent, cpu_of_server
from bench.interactions_in.rest import site
from bench.interactions_in.tickets import read_file, write_files
from bench.report import QUICK, Claim, Figure, figure, write
from tests.servers.postgres import running

NAME = "interactions-in"
ROUNDS = 5
ROWS = int(os.environ.get("ROWS") or (20_000 if QUICK else 1_000_000)) // ROUNDS
REST_ROWS = min(ROWS, 2_000 if QUICK else 20_000)
DURABLE = "-c fsync=on -c synchronous_commit=on -c max_connections=60"


def main() -> bool:
    figures: list[Figure] = []
    claims: list[Claim] = []
    with tempfile.TemporaryDirectory(prefix="wellserved-bench-") as name:
        folder = Path(name)
        whole, parts, bodies = write_files(folder, ROUNDS, ROWS, REST_ROWS)
        for database in (os.environ.get("DATABASES") or "SQLite,PostgreSQL").split(","):
            with running(DURABLE) if database == "PostgreSQL" else contextlib.nullcontext("") as url:
                measure(database, url, folder, parts, bodies, figures, claims)
                alone(database, url, folder, whole, figures, claims)
    reference = f"the same {ROWS:,} rows into a bare table: executemany on SQLite, COPY on PostgreSQL"
    notes = {"rows": ROUNDS * ROWS, "rounds": ROUNDS, "rest_rows": ROUNDS * REST_ROWS, "rest_batch": 500}
    return write(NAME, figures, claims, reference, notes)


def measure(
    database: str,
    url: str,
    folder: Path,
    parts: Sequence[Path],
    bodies: Sequence[Sequence[bytes]],
    figures: list[Figure],
    claims: list[Claim],
) -> None:
    """Alternate the bare table, a file and REST, into one installation."""
    env, token = fresh(url, folder)
    spent: dict[str, list[Spent]] = {"bare table": [], "CSV": [], "REST": []}
    with site(env, token, url) as web:
        for number, (part, some) in enumerate(zip(parts, bodies, strict=True), 1):
            rows = read_file(part)
            spent["bare table"].append(bare.into_postgres(rows, url) if url else bare.into_sqlite(rows, folder))
            del rows
            spent["CSV"].append(by_file(env, url, part, ROWS)[0])
            created, took = web.bring(some)
            assert created == REST_ROWS, created
            spent["REST"].append(took)
            said = ", ".join(f"{what} {took[-1].wall:.1f} s" for what, took in spent.items())
            print(f"  {database}, round {number} of {ROUNDS}: {said}", flush=True)
    counts = {"REST": REST_ROWS}
    rates = {
        what: figure(f"{database}: {what}", "rows/s", [counts.get(what, ROWS) / it.wall for it in took])
        for what, took in spent.items()
    }
    costs = [
        figure(f"{database}: {what}, processors", "µs/row", [it.cpu / counts.get(what, ROWS) * 1e6 for it in took])
        for what, took in spent.items()
    ]
    figures += [*rates.values(), *costs]
    reference = rates["bare table"].median
    claims += [
        Claim(f"{database}: CSV ÷ bare", rates["CSV"].median / reference, 0.05),
        Claim(f"{database}: REST ÷ bare", rates["REST"].median / reference, 0.02),
    ]


def alone(database: str, url: str, folder: Path, whole: Path, figures: list[Figure], claims: list[Claim]) -> None:
    """Everything in a single file."""
    env, _ = fresh(url, folder)
    took, peak = by_file(env, url, whole, ROUNDS * ROWS)
    print(f"  {database}, all in one file: {took.wall:.1f} s, {peak:.0f} MB at most", flush=True)
    figures.append(figure(f"{database}: {ROUNDS * ROWS:,} rows in one file", "rows/s", [ROUNDS * ROWS / took.wall]))
    claims.append(Claim(f"{database}: memory for {ROUNDS * ROWS:,} rows, MB", peak, 300, at_most=True))


def by_file(env: dict[str, str], url: str, path: Path, rows: int) -> tuple[Spent, float]:
    """What an import took, and its peak memory in MB."""
    server = cpu_of_server(url)
    found: dict[str, Any] = json.loads(child(env, "import", str(path)))
    assert found["created"] == rows, found
    return Spent(found["wall"], found["cpu"] + cpu_of_server(url) - server), found["rss_mb"]


def fresh(url: str, folder: Path) -> tuple[dict[str, str], str]:
    """The environment of an empty installation, and the token of a key to it."""
    home = Path(tempfile.mkdtemp(prefix="home-", dir=folder))
    env = {**os.environ, "WELLSERVED_HOME": str(home), "DATABASE_URL": url, "WELLSERVED_LOG_LEVEL": "WARNING"}
    if url:
        with psycopg.connect(url, autocommit=True) as base:
            base.execute("DROP SCHEMA public CASCADE")
            base.execute("CREATE SCHEMA public")
    return env, child(env, "prepare").strip()


def child(env: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "-m", "bench.interactions_in.child", *arguments]
    return subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout
