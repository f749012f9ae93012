"""The journal."""

from __future__ import annotations

import click

from wellserved.site.commands.loading import give_up, load_ready


@click.group()
def journal() -> None:
    """Check the journal."""


@journal.command()
def verify() -> None:
    """Compute every seal again: says whether sealed entries were changed, dropped or slipped in."""
    load_ready()
    from wellserved.journal.sealing import verify_seals

    checked = verify_seals()
    if checked.broken is not None:
        give_up(
            f"The seal over entries {checked.broken.first_id} to {checked.broken.last_id} does not hold:"
            f" something in them was changed. The {checked.entries:,} entries before are as they were written."
        )
    click.echo(
        f"{checked.seals:,} seals hold over {checked.entries:,} entries; {checked.unsealed:,} wait to be sealed."
    )
