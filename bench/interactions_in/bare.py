"""What it is measured against: the same rows into a bare table, as fast as the driver goes, durable at the end."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path

import psycopg

from bench.interactions_in.clock import Spent, cpu_of_server
from bench.interactions_in.tickets import HEADER, Row

COLUMNS = ", ".join(f"{name} text" for name in HEADER)


def into_sqlite(rows: Sequence[Row], folder: Path) -> Spent:
    """executemany, one transaction, synchronous=FULL."""
    path = folder / "bare.sqlite3"
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path, isolation_level=None)
    base.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE bare ({COLUMNS})")
    begun, cpu = time.perf_counter(), time.process_time()
    base.execute("BEGIN")
    base.executemany(f"INSERT INTO bare VALUES ({', '.join('?' * len(HEADER))})", rows)
    base.execute("COMMIT")
    spent = Spent(time.perf_counter() - begun, time.process_time() - cpu)
    base.close()
    return spent


def into_postgres(rows: Sequence[Row], url: str) -> Spent:
    """COPY, one transaction, synchronous_commit=on."""
    with psycopg.connect(url) as base:
        base.execute("DROP TABLE IF EXISTS bare")
        base.execute(f"CREATE TABLE bare ({COLUMNS})")
        base.commit()
        begun, cpu = time.perf_counter(), time.process_time() + cpu_of_server(url)
        with base.cursor().copy("COPY bare FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        base.commit()
        took = time.perf_counter() - begun
        return Spent(took, time.process_time() + cpu_of_server(url) - cpu)
