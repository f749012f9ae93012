"""How this installation is doing."""

from __future__ import annotations

import sys

import click

SIGNS = {"well": "  ok  ", "note": " note ", "ill": " BAD  "}


@click.command()
def doctor() -> None:
    """Say in plain sentences how this installation is doing. Ends with 1 if something does not work."""
    from wellserved.site.commands.loading import load_django

    load_django()
    from wellserved.site.doctoring import examine

    ill = 0
    for finding in examine():
        ill += finding.state == "ill"
        click.echo(f"[{SIGNS[finding.state]}] {finding.told}")
    click.echo("" if ill == 0 else f"\n{ill} {'thing does' if ill == 1 else 'things do'} not work.")
    sys.exit(1 if ill else 0)
