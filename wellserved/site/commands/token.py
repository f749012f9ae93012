"""Keys to the REST API."""

from __future__ import annotations

import click

from wellserved.site.commands.loading import give_up, load_ready

ROLES = ("member", "lead", "manager", "admin")


@click.group()
def token() -> None:
    """Make, list and revoke keys to the REST API."""


@token.command()
@click.option("--role", type=click.Choice(ROLES), required=True, help="What the key may do.")
@click.option("--name", required=True, help="To know it by later.")
def create(role: str, name: str) -> None:
    """Make a key, and print its secret, once: it is kept nowhere."""
    load_ready()
    from wellserved.accounts.actions import create_token

    try:
        _, secret = create_token(name=name, role=role)
    except ValueError as refused:
        give_up(str(refused))
    click.echo(secret)


@token.command(name="list")
def list_() -> None:
    """List the keys: number, role, name, last use."""
    load_ready()
    from wellserved.accounts.models import ApiToken

    found = list(ApiToken.objects.order_by("pk"))
    if not found:
        click.echo("There are no keys yet. Make one: wellserved token create --role admin --name NAME")
    for one in found:
        used = f"last used {one.last_used_at:%Y-%m-%d}" if one.last_used_at else "never used"
        state = f"revoked {one.revoked_at:%Y-%m-%d}" if one.revoked_at else used
        click.echo(f"{one.pk:>4}  {one.role:<8} {one.name}  ({state})")


@token.command()
@click.argument("number", type=int)
def revoke(number: int) -> None:
    """Make a key useless, by its number in the list."""
    load_ready()
    from wellserved.accounts.actions import revoke_token
    from wellserved.journal.shapes import SYSTEM

    if not revoke_token(token_id=number, by=SYSTEM):
        give_up(f"There is no key number {number} that still works. `wellserved token list` shows them.")
    click.echo(f"Key {number} opens nothing any more.")
