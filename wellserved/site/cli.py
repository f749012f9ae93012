"""The `wellserved` command: one noun or verb each, in wellserved/site/commands."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

# command: where it is, and its one line of help; a command's own imports are paid only when it is called
COMMANDS: dict[str, tuple[str, str]] = {
    "serve": ("serving", "Run everything: the web server, the worker and what recurs."),
    "web": ("serving", "Run the web server alone."),
    "worker": ("serving", "Run the worker alone."),
    "demo": ("demo", "Serve a demo with a year of sample data."),
    "init": ("init", "Set up a new installation: its settings, its database, its first admin."),
    "import": ("importing", "Take in a file of interactions."),
    "people": ("importing", "Take in a file of contacts or of members."),
    "let-in": ("let_in", "Print a link to choose a new password, for somebody who cannot get in."),
    "token": ("token", "Make, list and revoke keys to the REST API."),
    "journal": ("journal", "Check the journal's seals."),
    "rounds": ("rounds", "Draw a listening round again: is it the same?"),
    "doctor": ("doctor", "Say in plain sentences how this installation is doing."),
    "contact": ("contact", "One person's data: a copy of it for them, and forgetting them."),
    "backup": ("custody", "Write everything to one file, while the site goes on."),
    "restore": ("custody", "Put a backup in place."),
    "recount": ("recount", "Count all figures afresh from what is kept."),
    "prepare": ("serving", "Bring the database and the static files up to date."),
    "django": ("django", "Run a command of Django's own, such as `wellserved django migrate`."),
}
NAMES = {"import": "import_"}  # a word that Python keeps for itself
HIDDEN = {"demo-data": "demo"}  # steps of other commands


class Lazily(click.Group):
    """Finds a command by its name when it is called."""

    def main(self, *args: Any, **more: Any) -> Any:
        """An error that nobody foresaw is told in a line; --debug shows where it came from."""
        debug = "--debug" in sys.argv[1:2]
        try:
            return super().main(*args, **more)
        except Exception as error:
            if debug:
                raise
            sys.exit(f"{type(error).__name__}: {error}\n`wellserved --debug …` shows where this came from.")

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        where = HIDDEN.get(cmd_name) or COMMANDS.get(cmd_name, ("", ""))[0]
        if not where:
            return None
        module = importlib.import_module(f"wellserved.site.commands.{where}")
        command: click.Command = getattr(module, NAMES.get(cmd_name, cmd_name.replace("-", "_")))
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])


@click.group(cls=Lazily)
@click.option("--debug", is_flag=True, help="Show where an error came from.")
def main(debug: bool) -> None:  # noqa: ARG001
    """Wellserved: know how it felt to be served, and make the next time better."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellserved.site.settings")


if __name__ == "__main__":
    main()
