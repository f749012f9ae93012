"""Taking in files of interactions and of people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from wellserved.site.commands.loading import give_up, load_ready

file_argument = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.command(name="import")
@file_argument
@click.option("--source", required=True, help="Where it comes from, such as otrs: half of each external id.")
@click.option("--profile", default="", help="How it is laid out; left out, it is guessed by the names of its columns.")
@click.option("--map", "pairs", multiple=True, metavar="COLUMN=FIELD", help="Which column is what; may be repeated.")
@click.option("--dates", type=click.Choice(["iso", "day", "month"]), help="How dates are written, if it is not clear.")
@click.option("--resume", is_flag=True, help="Go on where an interrupted import of this file stopped.")
def import_(file: Path, source: str, profile: str, pairs: tuple[str, ...], dates: str | None, resume: bool) -> None:
    """Take in a file of interactions (CSV or XLSX). A bad line is reported; the rest lands."""
    load_ready()
    from wellserved.interactions.actions.importing import import_file
    from wellserved.kit.sheets import UnreadableSheetError

    mapping = dict(pair.partition("=")[::2] for pair in pairs)
    try:
        run = import_file(file, source, profile, mapping, _tell, dates=dates, resume=resume)
    except (ValueError, UnreadableSheetError) as refused:
        give_up(f"{file} was not taken in. {refused}")
    click.echo("", err=True)
    click.echo(f"{run.created} new, {run.updated} changed, {run.unchanged} the same, {run.rejected} refused.")
    for row in run.rejected_rows.order_by("line")[:50]:
        click.echo(f"  line {row.line}: {row.reason}", err=True)
    if run.problem:
        give_up(f"{run.problem} `--resume` goes on where it stopped.")


@click.group()
def people() -> None:
    """Take in files of clients and contacts, or of members."""


@people.command(name="import")
@click.argument("what", type=click.Choice(["contacts", "members"]))
@file_argument
def import_people(what: str, file: Path) -> None:
    """Take in a file of contacts (with their clients) or of members (with their teams)."""
    load_ready()
    from wellserved.journal.shapes import SYSTEM
    from wellserved.kit.sheets import UnreadableSheetError
    from wellserved.people.actions.importing import import_contacts, import_members

    try:
        report = (import_contacts if what == "contacts" else import_members)(file, SYSTEM)
    except (ValueError, UnreadableSheetError) as refused:
        give_up(f"{file} was not taken in. {refused}")
    click.echo(f"{report.created} new, {report.changed} changed, {report.same} the same, {report.refused} refused.")
    for line, reason in report.problems[:50]:
        click.echo(f"  line {line}: {reason}", err=True)


def _tell(run: Any) -> None:
    of = f" of {run.total:,}" if run.total else ""
    click.echo(f"\r  {run.position:,}{of} rows …", err=True, nl=False)
