"""The `wellserved` command: one noun or verb each, in wellserved/site/commands."""

from __future__ import annotations

import importlib
import os

import click

# command: where it is, and its one line of help; a command's own imports are paid only when it is called
COMMANDS: dict[str, tuple[str, str]] = {
    "serve": ("serving", "Run everything: the web server, the worker and what recurs."),
    "web": ("serving", "Run the web server alone."),
    "worker": ("serving", "Run the worker alone."),
    "prepare": ("serving", "Bring the database and the static files up to date."),
    "django": ("django", "Run a command of Django's own, such as `wellserved django migrate`."),
}


class Lazily(click.Group):
    """Finds a command by its name when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"wellserved.site.commands.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])


@click.group(cls=Lazily)
def main() -> None:
    """Wellserved: know how it felt to be served, and make the next time better."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellserved.site.settings")


if __name__ == "__main__":
    main()
