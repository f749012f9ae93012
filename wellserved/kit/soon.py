"""A transaction that begins as soon as the lock of SQLite's one writer is free."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

PATIENCE = 20.0  # seconds
LOOK_EVERY = 3  # milliseconds


@contextmanager
def writing_soon() -> Iterator[None]:
    """`transaction.atomic()`, for one on whom people wait.

    SQLite itself looks for the lock at growing intervals, of up to a tenth of a second, and so misses the moments
    between the transactions of somebody who writes much. This looks every few milliseconds. On PostgreSQL nobody
    waits for a lock on everything.
    """
    atomic = transaction.atomic()
    _begin(atomic)
    try:
        yield
    except BaseException as error:
        atomic.__exit__(type(error), error, error.__traceback__)
        raise
    else:
        atomic.__exit__(None, None, None)


def _begin(atomic: transaction.Atomic) -> None:
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        atomic.__enter__()
        return
    connection.ensure_connection()
    raw, deadline = connection.connection, time.monotonic() + PATIENCE
    raw.execute(f"PRAGMA busy_timeout={LOOK_EVERY}")
    try:
        while True:
            try:
                atomic.__enter__()
            except OperationalError as error:
                if getattr(error.__cause__, "sqlite_errorname", "") != "SQLITE_BUSY" or time.monotonic() > deadline:
                    raise
            else:
                return
    finally:
        raw.execute(f"PRAGMA busy_timeout={int(connection.settings_dict['OPTIONS']['timeout'] * 1000)}")
