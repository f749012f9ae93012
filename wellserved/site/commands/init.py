"""A new installation: its settings, its database, its first admin."""

from __future__ import annotations

import json
import sys
from typing import IO
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import click

from wellserved.site.commands.loading import give_up
from wellserved.site.configuration import home


@click.command()
@click.option("--organisation", help="The name that people served know you by.")
@click.option("--base-url", help="The address people will reach this installation at.")
@click.option("--time-zone", help="Such as Europe/Berlin.")
@click.option("--admin-name", help="The first admin's name.")
@click.option("--admin-email", help="The first admin's address, to sign in with.")
@click.option(
    "--password-file", type=click.File(), help="A file whose first line is the password; - for standard input."
)
@click.option("--database-url", default="", help="PostgreSQL's URL. Left out: SQLite, in the home folder.")
def init(
    organisation: str | None,
    base_url: str | None,
    time_zone: str | None,
    admin_name: str | None,
    admin_email: str | None,
    password_file: IO[str] | None,
    database_url: str,
) -> None:
    """Set up a new installation. Asks for what is not given; there is no default password."""
    folder = home()
    path = folder / "wellserved.toml"
    if path.exists():
        give_up(f"{path} exists already, and nothing was changed. Edit it, or choose another WELLSERVED_HOME.")
    click.echo(f"A new installation in {folder}", err=True)
    values = {
        "organisation": _ask("The name that people served know you by", organisation),
        "base_url": _ask("The address people will reach it at", base_url, "http://127.0.0.1:8000").rstrip("/"),
        "time_zone": _ask("Your time zone, such as Europe/Berlin", time_zone, "UTC"),
    }
    if database_url:
        values["database_url"] = database_url
    _check(values)
    name, email = _ask("The first admin's name", admin_name), _ask("Their e-mail address", admin_email)
    password = _password(password_file)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = "# What each of these means, and what else can be set: docs/operate/settings.md\n"
    text += "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
    with path.open("x", encoding="utf-8") as file:
        path.chmod(0o600)
        file.write(text)
    try:
        _make_admin(name, email, password)
    except BaseException:
        path.unlink()
        raise
    click.echo(f"\nDone. Start it with `wellserved serve`, then sign in at {values['base_url']} as {email}.", err=True)


def _ask(question: str, given: str | None, usual: str | None = None) -> str:
    if given is not None:
        return given.strip()
    if not sys.stdin.isatty():
        if usual is not None:
            return usual
        give_up(f"{question}? It was not given, and nobody is here to ask. `wellserved init --help` lists the options.")
    return str(click.prompt(question, default=usual, err=True)).strip()


def _check(values: dict[str, str]) -> None:
    if not values["organisation"]:
        give_up("The organisation needs a name. Nothing was changed.")
    address = urlsplit(values["base_url"])
    if address.scheme not in ("http", "https") or not address.hostname:
        give_up(f"{values['base_url']} is not a web address such as https://service.example.org. Nothing was changed.")
    try:
        ZoneInfo(values["time_zone"])
    except (KeyError, ValueError, OSError):
        give_up(f"There is no time zone called {values['time_zone']}. Europe/Berlin is one. Nothing was changed.")


def _password(file: IO[str] | None) -> str:
    if file is not None:
        return str(file.readline()).rstrip("\r\n")
    if not sys.stdin.isatty():
        give_up(
            "No password was given, and nobody is here to ask. Give one with --password-file (- for standard input)."
        )
    return str(click.prompt("A password (10 characters or more)", hide_input=True, confirmation_prompt=True, err=True))


def _make_admin(name: str, email: str, password: str) -> None:
    from wellserved.site.commands.loading import load_django

    load_django()
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from wellserved.site.preparing import prepare_installation

    try:
        validate_email(email)
    except ValidationError:
        give_up(f"{email} is not an e-mail address. Nothing was changed.")
    prepare_installation()
    from wellserved.accounts.models import Account
    from wellserved.people.actions import create_admin

    if Account.objects.exists():
        give_up("This database has accounts already; it is not new. Nothing was changed.")
    try:
        create_admin(email=email, password=password, name=name)
    except ValueError as refused:
        give_up(f"{refused} Nothing was changed.")
