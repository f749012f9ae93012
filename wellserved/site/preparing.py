"""What must be so before anything is served: the database reachable and migrated, by one process at a time."""

from __future__ import annotations

import fcntl
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.test.utils import override_settings

from wellserved.site.static import hashed_storages

MIGRATING = 0x57454C4C  # an advisory lock's number: "WELL"


def prepare_installation() -> None:
    """Make the home, migrate. Ends the process with plain words when it cannot."""
    try:
        settings.HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        sys.exit(f"WELLSERVED_HOME is {settings.HOME}, and it cannot be made: {error.strerror}.")
    try:
        connection.ensure_connection()
        with _alone():
            if pending_migrations():
                call_command("migrate", interactive=False, verbosity=0)
            gather_static_files()
    except DatabaseError as error:
        sys.exit(
            f"The database cannot be used: {str(error).strip()}. Nothing was started. DATABASE_URL says where it is."
        )


def pending_migrations() -> int:
    """How many migrations this version has and the database has not."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def gather_static_files() -> None:
    """Copy the static files under names that hold their hash, so that browsers may keep them for ever.

    Done once for each version of them: the folder's name is their fingerprint (wellserved.site.static).
    """
    target = Path(settings.STATIC_ROOT)
    if settings.DEBUG or (target / "staticfiles.json").exists():
        return
    draft = target.with_name(f"{target.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    with override_settings(STATIC_ROOT=draft, STORAGES=hashed_storages()):
        call_command("collectstatic", interactive=False, verbosity=0)
    shutil.rmtree(target, ignore_errors=True)
    draft.rename(target)
    for other in target.parent.iterdir():
        if other != target:
            shutil.rmtree(other, ignore_errors=True)


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
