"""A way in for somebody who has lost theirs."""

from __future__ import annotations

import click

from wellserved.site.commands.loading import give_up, load_ready


@click.command("let-in")
@click.argument("email")
@click.option("--forget-second-step", is_flag=True, help="Codes, spare codes and passkeys open nothing any more.")
def let_in(email: str, forget_second_step: bool) -> None:
    """Print a link to choose a new password, for somebody who cannot get in. It works once, for three days."""
    load_ready()
    from wellserved.accounts.actions import forget_second_steps
    from wellserved.accounts.links import link_to_hand_over
    from wellserved.accounts.models import Account
    from wellserved.journal.shapes import SYSTEM

    account = Account.objects.filter(email__iexact=email.strip()).first()
    if account is None:
        give_up(f"Nobody signs in with {email}.")
    if not account.is_active:
        give_up(f"The login of {email} is closed. An admin opens it again on the member's page.")
    if forget_second_step:
        gone = forget_second_steps(account_id=account.pk, by=SYSTEM)
        click.echo("There was no second step." if not gone else "The second step and all passkeys are gone.", err=True)
    click.echo(link_to_hand_over(account))
