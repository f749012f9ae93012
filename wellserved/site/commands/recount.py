"""Counting afresh."""

from __future__ import annotations

from datetime import datetime

import click

from wellserved.site.commands.loading import load_ready

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--from", "first", type=DAY, help="First day. Left out: the first that has anything.")
@click.option("--to", "last", type=DAY, help="Last day. Left out: the last that has anything.")
def recount(first: datetime | None, last: datetime | None) -> None:
    """Count all figures afresh from what is kept, a month at a time. The site may go on meanwhile.

    Stopped in the middle, it goes on with --from and the month that it named last.
    """
    load_ready()
    from wellserved.insight.recounting import recount as count

    read = 0
    for day, found in count(first and first.date(), last and last.date()):
        read += found
        click.echo(f"{day:%Y-%m-%d} and the rest of its month: counted.")
    click.echo(f"Done: {read:,} things were counted." if read else "There is nothing to count yet.")
