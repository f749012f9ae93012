"""Making a backup: one archive, as of one moment, while everything goes on."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.db import connections, transaction
from django.db.migrations.recorder import MigrationRecorder

from wellserved.custody.archive import KEY, SETTINGS, STORED, Writing
from wellserved.custody.rows import dump, kept_models
from wellserved.custody.shapes import FORMAT, BackupError, Manifest, Progress, silently
from wellserved.journal.actions import record
from wellserved.kit.clock import now

READING = "backup"  # the name of a second connection, which sees one moment


def back_up(*, path: Path, progress: Progress = silently) -> Manifest:
    """Write everything to one new file. Returns its manifest; nothing is left behind if it fails."""
    if path.exists():
        raise BackupError(f"{path} exists already. Name another file.")
    draft = path.with_name(f".{path.name}.part")
    draft.parent.mkdir(parents=True, exist_ok=True)
    draft.touch(mode=0o600)
    writing = Writing(draft)
    try:
        with _one_moment() as using, tempfile.TemporaryDirectory(dir=draft.parent, prefix=".backup-") as folder:
            migrations = sorted(MigrationRecorder(connections[using]).applied_migrations())
            tables = {}
            for model in kept_models():
                label = model._meta.label_lower
                table = Path(folder) / "table"
                tables[label] = dump(model, using, table)
                with table.open("rb") as file:
                    writing.add(f"data/{label}.jsonl.gz", file, table.stat().st_size)
                if tables[label]:
                    progress(f"{tables[label]:>12,} {model._meta.verbose_name_plural}")
        _add_files(writing, progress)
        _add_secrets(writing)
        manifest = Manifest(
            FORMAT, now().isoformat(timespec="seconds"), _version(), settings.ORGANISATION, key_fingerprint(),
            migrations, tables, writing.members,
        )  # fmt: skip
        writing.finish(manifest)
        draft.rename(path)
    except BaseException:
        writing.give_up()
        draft.unlink(missing_ok=True)
        raise
    with transaction.atomic():
        record(kind="backup.made", tables=len(tables), rows=sum(tables.values()))
    return manifest


def key_fingerprint() -> str:
    return hashlib.sha256(b"fingerprint:" + settings.SECRET_KEY.encode()).hexdigest()[:16]


@contextmanager
def _one_moment() -> Iterator[str]:
    """A connection on which everything is seen as it was when the backup began, and which stops nobody from writing."""
    usual = connections["default"]
    told = {**usual.settings_dict, "OPTIONS": {**usual.settings_dict.get("OPTIONS", {})}}
    if usual.vendor == "sqlite":
        told["OPTIONS"]["transaction_mode"] = "DEFERRED"
    connections.databases[READING] = told
    try:
        with transaction.atomic(using=READING), connections[READING].cursor() as cursor:
            if usual.vendor == "postgresql":
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT count(*) FROM django_migrations")  # from here on the moment stands still
            yield READING
    finally:
        connections[READING].close()
        del connections[READING]
        del connections.databases[READING]


def _add_files(writing: Writing, progress: Progress) -> None:
    root, count = Path(settings.FILES_ROOT), 0
    for path in sorted(root.rglob("*")) if root.exists() else ():
        name = f"files/{path.relative_to(root).as_posix()}"
        if not path.is_file() or path.is_symlink() or not STORED.fullmatch(name):
            continue
        with path.open("rb") as file:
            writing.add(name, file, path.stat().st_size)
        count += 1
    if count:
        progress(f"{count:>12,} files")


def _add_secrets(writing: Writing) -> None:
    for name in (KEY, SETTINGS):
        path = settings.HOME / name
        if path.exists():
            raw = path.read_bytes()
            writing.add(name, BytesIO(raw), len(raw))


def _version() -> str:
    try:
        return version("wellserved")
    except PackageNotFoundError:
        return "unknown"
