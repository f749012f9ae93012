"""Keeping a copy, and coming back from one."""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime
from pathlib import Path

import click

from wellserved.site.commands.loading import give_up, load_django, load_ready


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
def backup(file: Path | None) -> None:
    """Write everything to one file, while the site goes on: data, files, key and settings."""
    load_ready()
    from wellserved.custody.actions import back_up
    from wellserved.custody.shapes import BackupError

    path = (file or Path(f"wellserved-{datetime.now():%Y%m%d-%H%M%S}.backup")).resolve()
    try:
        manifest = back_up(path=path, progress=_progress)
    except (BackupError, OSError) as refused:
        give_up(f"No backup was made: {refused}")
    rows = sum(manifest.tables.values())
    click.echo(f"{rows:,} rows and the files are in {path} ({path.stat().st_size / 1e6:.1f} MB).", err=True)
    click.echo("It holds the installation's key and everybody's words: keep it where only you can read it.", err=True)
    click.echo(str(path))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace what is here; it is put aside on SQLite, and gone on PostgreSQL.")
def restore(file: Path, force: bool) -> None:
    """Put a backup in place, here, on whichever database is set. Letters to customers are then held."""
    load_django()
    from django.conf import settings

    from wellserved.custody.actions import restore as restore_backup
    from wellserved.custody.shapes import BackupError

    if not file.is_file():
        give_up(f"There is no file {file}.")
    if _is_serving(settings.HOME / "serving.json"):
        give_up("Wellserved is being served from here. Stop it first; nothing was changed.")
    try:
        words = restore_backup(path=file.resolve(), force=force, progress=_progress)
    except BackupError as refused:
        give_up(f"{file} was not restored. {refused}")
    for sentence in words:
        click.echo(sentence, err=True)


def _progress(words: str) -> None:
    click.echo(words, err=True)


def _is_serving(path: Path) -> bool:
    try:
        os.kill(int(json.loads(path.read_text())["pid"]), 0)
    except (OSError, ValueError, KeyError):
        return False
    return sys.platform != "win32"
