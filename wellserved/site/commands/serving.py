"""Running it: web, worker, and both under one parent."""

from __future__ import annotations

import os
import sys

import click

host_option = click.option(
    "--host", default="127.0.0.1", envvar="HOST", show_default=True, help="Address to listen on."
)
port_option = click.option("--port", default=8000, envvar="PORT", show_default=True, help="Port to listen on.")


@click.command()
@host_option
@port_option
def serve(host: str, port: int) -> None:
    """Run everything: the web server, the worker and what recurs, until SIGTERM or Ctrl-C."""
    from wellserved.site.supervisor import run

    sys.exit(run(host, port))


@click.command()
@host_option
@port_option
def web(host: str, port: int) -> None:
    """Run the web server alone. One process, with one writer of answers."""
    from wellserved.site.supervisor import fail_if_port_is_taken

    fail_if_port_is_taken(host, port)
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        "wellserved.site.gate:gate",
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        workers=1,
        log_access=False,
        log_level=LogLevels.warning,
        websockets=False,
        workers_kill_timeout=10,
    ).serve()


@click.command()
@click.option("--lease", default=30.0, hidden=True, help="Seconds without a sign of life until others take over.")
def worker(lease: float) -> None:
    """Run the worker alone: tasks and what recurs. Several may run; each recurring job runs in one of them."""
    import django

    django.setup(set_prefix=False)
    from datetime import timedelta

    from wellserved.jobs.worker import Worker
    from wellserved.site.schedule import SCHEDULE

    parent = os.environ.get("WELLSERVED_PARENT")
    one = Worker(SCHEDULE, timedelta(seconds=lease), int(parent) if parent else None)
    one.listen()
    one.run()


@click.command()
def prepare() -> None:
    """Bring the database and the static files up to date; `serve` does this first."""
    import django

    django.setup(set_prefix=False)
    from wellserved.site.preparing import prepare_installation

    prepare_installation()
