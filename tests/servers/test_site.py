"""The running site itself: it comes up, survives a killed web server and worker, and goes in order."""

from __future__ import annotations

import socket
import time
import urllib.request
from pathlib import Path

from tests.servers.site import running_site


def eventually(what, patience: float = 30.0) -> None:  # type: ignore[no-untyped-def]
    deadline = time.monotonic() + patience
    while not what():
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.1)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_it_serves_restarts_what_was_killed_and_stops_in_order() -> None:
    with running_site(prepared=False) as site:  # from nothing, as a newcomer's
        assert urllib.request.urlopen(site.url + "/healthz").read() == b"ok\n"
        first = site.pids()
        site.kill_web()
        site.kill_worker()
        eventually(lambda: len(site.pids()) == 3 and {*first.values()} & {*site.pids().values()} == {first["pid"]})
        site.wait_until_ready()
        second = site.pids()
        assert site.stop() == 0
        assert not any(alive(pid) for pid in [*first.values(), *second.values()])


def test_a_taken_port_and_a_missing_database_are_said_in_plain_words() -> None:
    with running_site(start=False) as site, socket.socket() as taken:
        taken.bind(("127.0.0.1", site.port))
        taken.listen()
        done = site.cli("serve", "--port", str(site.port), check=False)
        assert done.returncode == 1
        assert f"Port {site.port}" in done.stderr
        assert "Traceback" not in done.stderr
    with running_site(start=False) as site:
        site.env["DATABASE_URL"] = "postgres://nobody@127.0.0.1:1/none"
        done = site.cli("serve", "--port", str(site.port), check=False)
        assert done.returncode == 1
        assert "database" in done.stderr
        assert "Traceback" not in done.stderr
