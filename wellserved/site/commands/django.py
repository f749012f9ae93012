"""Django's own commands."""

from __future__ import annotations

import click


@click.command(context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def django(arguments: tuple[str, ...]) -> None:
    """Run a command of Django's own, such as `wellserved django migrate`."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["wellserved django", *arguments])
