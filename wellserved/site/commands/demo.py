"""The demo: a home of its own, a year of sample data, and everything served."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click

from wellserved.site.commands.loading import give_up
from wellserved.site.commands.serving import host_option, port_option


@click.command()
@host_option
@port_option
def demo(host: str, port: int) -> None:
    """Serve a demo with a year of sample data, made on the first run. Its letters never leave."""
    os.environ.setdefault("WELLSERVED_HOME", str(Path("var/demo").resolve()))
    os.environ["WELLSERVED_DEMO"] = "yes"
    _mark_as_demo(Path(os.environ["WELLSERVED_HOME"]))
    os.environ.setdefault("WELLSERVED_BASE_URL", f"http://127.0.0.1:{port}")
    os.environ.setdefault("WELLSERVED_LOG_FORMAT", "text")
    os.environ.setdefault("WELLSERVED_LOG_LEVEL", "WARNING")
    from wellserved.site.supervisor import COMMAND, fail_if_port_is_taken, run

    fail_if_port_is_taken(host, port)
    # The sample year is made in a process of its own, so that the one that stays is small.
    made = subprocess.run([*COMMAND, "demo-data"], check=False).returncode  # noqa: S603
    if made:
        sys.exit(made)
    click.echo("Sign in with one click as a lead, a member, a manager or an admin.", err=True)
    sys.exit(run(host, port, prepared=True))


def _mark_as_demo(home: Path) -> None:
    """So that every command that is given this home knows that it is a demo."""
    path = home / "wellserved.toml"
    if not path.exists():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(
            '# A demo: sample data, and letters that never leave.\ndemo = true\norganisation = "Campus Service"\n'
        )


@click.command(hidden=True)
def demo_data() -> None:
    """Make the sample year if it is not there; `demo` does this first."""
    from wellserved.site.commands.loading import load_django

    load_django()
    from django.conf import settings

    if not settings.DEMO:
        give_up("Sample data is only ever made in a demo: `wellserved demo`. Nothing was changed.")
    from wellserved.site.preparing import prepare_installation

    prepare_installation()
    from wellserved.demo.actions import RealDataError, build

    try:
        build(lambda words: click.echo(f"  {words} …", err=True))
    except RealDataError:
        give_up(
            f"{settings.HOME} holds data that is not the demo's. Choose another WELLSERVED_HOME; nothing was changed."
        )
