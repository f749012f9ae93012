"""Listening rounds."""

from __future__ import annotations

import click

from wellserved.site.commands.loading import give_up, load_ready


@click.group()
def rounds() -> None:
    """Check the draw of a listening round."""


@rounds.command()
@click.argument("round_id", type=int, metavar="ID")
def verify(round_id: int) -> None:
    """Draw the round with this number again: says whether it comes out the same, or differs, and in what."""
    load_ready()
    from wellserved.listening.models import Round
    from wellserved.listening.queries.verifying import verify_round

    one = Round.objects.filter(pk=round_id).first()
    if one is None:
        give_up(f"There is no listening round {round_id}. The number stands in the address of its page.")
    verdict = verify_round(one)
    for line in verdict.lines:
        click.echo(line)
    if not verdict.same:
        give_up("differs")
    click.echo("same")
