"""Coming back from a backup: verified first, then all or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import IO

from django.apps import apps as present_apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connections, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError

from wellserved.custody.actions.backing_up import key_fingerprint
from wellserved.custody.archive import KEY, PIECE, SETTINGS, STORED, TABLE, members, verify
from wellserved.custody.rows import NOT_KEPT, load
from wellserved.custody.shapes import BackupError, Manifest, Progress, silently
from wellserved.journal.actions import record
from wellserved.kit.clock import now


def restore(*, path: Path, force: bool = False, progress: Progress = silently) -> list[str]:
    """Put a backup in place of what is here. Returns sentences that the operator should read.

    The copy holds its letters to customers: the word that releases them is not part of a backup.
    """
    progress("Checking every byte of the backup …")
    manifest = verify(path)
    _check_versions(manifest)
    if not force and not _is_empty():
        raise BackupError(
            "There is data here already, and nothing was changed. With --force it is put aside and replaced."
        )
    aside = f"before-restore-{datetime.now():%Y%m%d-%H%M%S}"
    files = _unpack_files(path)
    try:
        if connections["default"].vendor == "sqlite":
            _into_new_file(path, manifest, aside, progress)
        else:
            _into_same_database(path, manifest, progress)
    except BaseException as error:
        shutil.rmtree(files, ignore_errors=True)
        if isinstance(error, (DatabaseError, LookupError, EOFError, OSError, ValueError, TypeError)):
            raise BackupError(f"It could not be read into the database, and nothing was changed: {error}") from error
        raise
    words = [*_put_in_place(files, path, manifest, aside)]
    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic():
        record(kind="backup.restored", made_at=manifest.made_at, rows=sum(manifest.tables.values()))
    return words


def _check_versions(manifest: Manifest) -> None:
    known = MigrationExecutor(connections["default"]).loader.disk_migrations
    unknown = [migration for migration in manifest.migrations if migration not in known]
    if unknown:
        raise BackupError(
            f"It was made by version {manifest.version}, which knows things that this one does not"
            f" ({'.'.join(unknown[0])}). Install that version or a newer one; nothing was changed."
        )


def _is_empty() -> bool:
    """Whether nobody has used this installation: no accounts, no entries in the journal, no files."""
    connection = connections["default"]
    there = set(connection.introspection.table_names())
    tables = ("accounts_account", "journal_entry", "people_contact")
    with connection.cursor() as cursor:
        for table in tables:
            if table in there:
                cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")  # noqa: S608
                if cursor.fetchone():
                    return False
    root = Path(settings.FILES_ROOT)
    return not root.exists() or not any(root.iterdir())


def _into_new_file(path: Path, manifest: Manifest, aside: str, progress: Progress) -> None:
    """SQLite: fill a new file beside the old one, then swap them."""
    connection = connections["default"]
    place = Path(connection.settings_dict["NAME"])
    fresh = place.with_name(f"{place.name}.restoring")
    _remove(fresh)
    connection.close()
    # The usual connection is turned to the new file, for some libraries' migrations know no other.
    connection.settings_dict["NAME"] = str(fresh)
    try:
        _fill(path, manifest, progress)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except BaseException:
        connection.close()
        _remove(fresh)
        raise
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(place)
    for suffix in ("", "-wal", "-shm"):
        old = place.with_name(place.name + suffix)
        if old.exists():
            old.rename(place.with_name(f"{place.name}.{aside}{suffix}"))
    fresh.rename(place)


def _into_same_database(path: Path, manifest: Manifest, progress: Progress) -> None:
    """PostgreSQL: away with the old tables and in with the new, in one transaction."""
    connection = connections["default"]
    with transaction.atomic():
        with connection.cursor() as cursor:
            ours = {model._meta.db_table for model in present_apps.get_models(include_auto_created=True)}
            for table in sorted(ours | {"django_migrations"}):
                cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)} CASCADE")
        _fill(path, manifest, progress)


def _fill(path: Path, manifest: Manifest, progress: Progress) -> None:
    """Make the tables as they were when the backup was made, and fill them."""
    connection = connections["default"]
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    applied = {key for key in manifest.migrations if key in graph.nodes}
    wanted = [
        key
        for key in sorted(applied)
        if not any(child.key in applied and child.key[0] == key[0] for child in graph.node_map[key].children)
    ]
    executor.migrate(wanted)
    state = executor.loader.project_state(wanted)
    with transaction.atomic():
        loaded: list[type[models.Model]] = []
        for name, source, _ in members(path):
            if found := TABLE.fullmatch(name):
                app, model_name = found[1].split(".")
                if app in NOT_KEPT or found[1] in NOT_KEPT:
                    continue
                model = state.apps.get_model(app, model_name)
                _load_table(model, source, manifest.tables[found[1]], progress)
                loaded.append(model)
        for statement in connection.ops.sequence_reset_sql(no_style(), loaded):
            connection.cursor().execute(statement)
        connection.check_constraints()


def _load_table(model: type[models.Model], source: IO[bytes], expected: int, progress: Progress) -> None:
    model._base_manager.all().delete()  # what migrations put there
    rows = load(model, source)
    if rows != expected:
        raise BackupError(f"{model._meta.label} came to {rows} rows where there should be {expected}.")
    if rows:
        progress(f"{rows:>12,} {model._meta.verbose_name_plural}")


def _unpack_files(path: Path) -> Path:
    draft = Path(settings.FILES_ROOT).with_name("files.restoring")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True, mode=0o700)
    for name, source, _ in members(path):
        if found := STORED.fullmatch(name):
            target = draft / found[1]
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as file:
                shutil.copyfileobj(source, file, PIECE)
    return draft


def _put_in_place(files: Path, path: Path, manifest: Manifest, aside: str) -> Iterable[str]:
    root = Path(settings.FILES_ROOT)
    if root.exists():
        root.rename(root.with_name(f"{root.name}.{aside}"))
    files.rename(root)
    small = {name: source.read(1 << 20) for name, source, _ in members(path) if name in (KEY, SETTINGS)}
    if KEY in small:
        key = settings.HOME / KEY
        if key.exists() and key.read_bytes() != small[KEY]:
            key.rename(key.with_name(f"{KEY}.{aside}"))
        key.touch(mode=0o600)
        key.write_bytes(small[KEY])
    elif manifest.secret_key != key_fingerprint():
        yield "The key of the backed-up installation came from WELLSERVED_SECRET_KEY. Set it to the same value here."
    if SETTINGS in small:
        name = f"{SETTINGS}.from-backup"
        (settings.HOME / name).write_bytes(small[SETTINGS])
        (settings.HOME / name).chmod(0o600)
        yield f"Its settings lie in {settings.HOME / name}, to compare; they are not in force."
    yield "Letters to customers are held in this copy until an admin releases them."
    yield f"As of {manifest.made_at}; restored {now():%Y-%m-%d %H:%M} UTC."


def _remove(database: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
