"""One person's data: a copy for them, and forgetting them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wellserved.site.commands.loading import give_up, load_ready

if TYPE_CHECKING:
    from wellserved.people.models import Contact


@click.group()
def contact() -> None:
    """One person's data: a copy of it for them, and forgetting them."""


@contact.command()
@click.argument("address")
@click.argument("file", required=False, type=click.Path(path_type=Path))
def copy(address: str, file: Path | None) -> None:
    """Write everything that is known of whoever has this e-mail address into a ZIP."""
    found = _find(address)
    from wellserved.custody.actions import copy_contact
    from wellserved.journal.shapes import SYSTEM

    path = (file or Path(f"what-we-know-{found.pk}.zip")).resolve()
    if path.exists():
        give_up(f"{path} exists already. Name another file.")
    archive = copy_contact(contact_id=found.pk, by=SYSTEM)
    with path.open("xb") as out:
        path.chmod(0o600)
        shutil.copyfileobj(archive, out)
    click.echo(str(path))


@contact.command()
@click.argument("address")
@click.option("--keep-words", is_flag=True, help="Keep what they said, as somebody's.")
@click.option("--why", type=click.Choice(["asked", "left", "kept_too_long", "mistake"]), default="asked")
@click.option("--yes", is_flag=True, help="Do not ask for the address once more.")
def forget(address: str, keep_words: bool, why: str, yes: bool) -> None:
    """Forget whoever has this e-mail address. It cannot be undone; what was counted still counts."""
    found = _find(address)
    from wellserved.custody.actions import forget_contact
    from wellserved.custody.queries import ahead_of
    from wellserved.journal.shapes import SYSTEM

    for line in ahead_of(found).lines:
        click.echo(f"{line.rows:>7,}  {line.what}: {line.named if keep_words else line.erased}", err=True)
    if not yes and click.prompt("Type the address once more, to forget them") != address:
        give_up("That was another address. Nothing was changed.")
    rows = forget_contact(contact_id=found.pk, words_too=not keep_words, why=why, by=SYSTEM)
    click.echo(f"Forgotten: {sum(rows.values()):,} rows were emptied or taken away. Older backups still hold them.")


def _find(address: str) -> Contact:
    load_ready()
    from wellserved.people.models import Contact

    found = Contact.objects.filter(email__iexact=address.strip()).first() if address.strip() else None
    if found is None:
        give_up(f"Nobody is known by {address}. The page of a contact without an address can do this, too.")
    return found
