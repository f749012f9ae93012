"""What must be so before anything is served: the database reachable and migrated, by one process at a time."""

from __future__ import annotations

import fcntl
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

MIGRATING = 0x57454C4C  # an advisory lock's number: "WELL"


def prepare_installation() -> None:
    """Make the home, migrate. Ends the process with plain words when it cannot."""
    try:
        settings.HOME.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sys.exit(f"WELLSERVED_HOME is {settings.HOME}, and it cannot be made: {error.strerror}.")
    try:
        connection.ensure_connection()
        with _alone():
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        sys.exit(
            f"The database cannot be used: {str(error).strip()}. Nothing was started. DATABASE_URL says where it is."
        )


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the right to migrate; a second process waits, and then finds everything done."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])
        return
    with (settings.HOME / "migrating.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
