"""Answers taken in and made durable, against single-row commits by the raw driver on the same disk.

The site runs as it is shipped, `wellserved serve` with its worker, on one core; the load comes from the other. On
PostgreSQL the database server shares the load's core. A raw run and a run of answers take turns.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.links import FULL_ANSWER, answering
from bench.load import Load, drive
from bench.report import QUICK, Claim, Figure, figure, write
from tests.servers import postgres
from tests.servers.site import Site, running_site

NAME = "answers"
ROUNDS, SECONDS = (3, 2.0) if QUICK else (5, 3.0)
FASTEST = 9_000  # answers a second that there must be links for
SERVER_CORE, LOAD_CORE = 0, 1
DURABLE = "-c fsync=on -c synchronous_commit=on -c full_page_writes=on -c max_connections=60"
GOALS = {"sqlite": 0.8, "postgresql": 1.2}
ROW = (2, 5, 37, FULL_ANSWER.decode(), "2026-11-22 08:00:00")


def main() -> bool:
    os.sched_setaffinity(0, {LOAD_CORE})
    figures: list[Figure] = []
    claims: list[Claim] = []
    notes: dict[str, object] = {"postgresql ran on core": LOAD_CORE, "server ran on core": SERVER_CORE}
    for vendor in GOALS:
        with _site(vendor) as (site, commit_one):
            raw, loads, fsync = _measure(site, commit_one)
        rates = [load.per_second for load in loads]
        taken = [seconds * 1000 for load in loads for seconds in load.taken]
        figures += [
            figure(f"{vendor}: raw commits", "a second", raw),
            figure(f"{vendor}: answers", "a second", rates),
            figure(f"{vendor}: an answer takes", "ms", taken),
            figure(f"{vendor}: one fsync", "ms", fsync),
        ]
        claims.append(
            Claim(f"{vendor}: answers to raw", statistics.median(rates) / statistics.median(raw), GOALS[vendor])
        )
        claims.append(Claim(f"{vendor}: p99 in ms", figures[-2].p99, 50.0, at_most=True))
        notes[f"{vendor}: load generator used of its core"] = round(max(load.share for load in loads), 2)
    reference = "single-row commits by the raw driver, one thread, same disk and same core as the site"
    return write(NAME, figures, claims, reference, notes)


def _measure(site: Site, commit_one: Callable[[], None]) -> tuple[list[float], list[Load], list[float]]:
    tokens = iter(tokens_for(site, int(FASTEST * SECONDS * (ROUNDS + 1))))
    raw: list[float] = []
    loads: list[Load] = []
    fsync = _fsync(site.home)
    for number in range(ROUNDS + 1):  # the first round warms up
        rate = _raw_rate(commit_one)
        load = drive(site.port, map(answering, tokens), accepted=303, seconds=SECONDS)
        if set(load.statuses) != {303}:
            raise RuntimeError(f"the site answered {dict(load.statuses)}:\n{site.log.read_text()[-2000:]}")
        if number:
            raw.append(rate)
            loads.append(load)
    return raw, loads, fsync


def tokens_for(site: Site, n: int) -> list[str]:
    file = site.home / "tokens"
    site.cli("django", "shell", "-v", "0", "-c", f"from bench.links import make_links; make_links({n}, {str(file)!r})")
    return file.read_text().split()


def _raw_rate(commit_one: Callable[[], None]) -> float:
    """Commits a second, from the core that the site is pinned to (it is idle meanwhile)."""
    os.sched_setaffinity(0, {SERVER_CORE})
    try:
        done, start = 0, time.monotonic()
        while time.monotonic() < start + SECONDS:
            commit_one()
            done += 1
        return done / (time.monotonic() - start)
    finally:
        os.sched_setaffinity(0, {LOAD_CORE})


def _fsync(folder: Path) -> list[float]:
    """How long the disk takes to promise 4 kB, in milliseconds."""
    taken = []
    with (folder / "fsync").open("wb", buffering=0) as file:
        for _ in range(100):
            file.write(bytes(4096))
            began = time.perf_counter()
            os.fdatasync(file.fileno())
            taken.append((time.perf_counter() - began) * 1000)
    return taken


@contextmanager
def _site(vendor: str) -> Iterator[tuple[Site, Callable[[], None]]]:
    """A site on a fresh database, and a function that commits one row beside it, raw."""
    prefix = ("taskset", "-c", str(SERVER_CORE))
    if vendor == "sqlite":
        with running_site(prefix=prefix, DATABASE_URL="") as site:
            bare = sqlite3.connect(site.home / "bare.sqlite3", isolation_level=None)
            bare.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
            bare.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, a, f, q, w, t)")

            def commit_one() -> None:
                bare.execute("BEGIN IMMEDIATE")
                bare.execute("INSERT INTO bare (a, f, q, w, t) VALUES (?, ?, ?, ?, ?)", ROW)
                bare.execute("COMMIT")

            yield site, commit_one
            bare.close()
        return
    import psycopg

    with (
        postgres.running(DURABLE) as url,
        psycopg.connect(url, autocommit=True) as bare,
        running_site(prefix=prefix, DATABASE_URL=url) as site,
    ):
        bare.execute("CREATE TABLE bare (id bigserial PRIMARY KEY, a int, f int, q int, w text, t timestamptz)")
        yield (
            site,
            lambda: bare.execute("INSERT INTO bare (a, f, q, w, t) VALUES (%s, %s, %s, %s, %s)", ROW, prepare=True),
        )
