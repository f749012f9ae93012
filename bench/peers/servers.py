"""Starts the peers: django-helpdesk in a virtual environment of its own, Request Tracker 5 from Debian."""

from __future__ import annotations

import base64
import http.client
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from tests.servers.postgres import free_port

HERE = Path(__file__).resolve().parent
WORDS = "It works now, but nobody told me why it took four days."
RT_PACKAGES = ["request-tracker5", "rt5-db-postgresql", "starman", "w3m"]


@dataclass(frozen=True)
class Peer:
    """A running peer: where it listens, and the one request that leaves somebody's words with it."""

    name: str
    port: int
    path: str
    body: bytes
    accepted: int  # the status that says it was stored
    headers: dict[str, str] = field(default_factory=dict)


def _wait(port: int, path: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            connection.request("GET", path)
            connection.getresponse().read()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.3)


@contextmanager
def _process(command: list[str], core: int, env: dict[str, str], cwd: str) -> Iterator[None]:
    process = subprocess.Popen(
        ["taskset", "-c", str(core), *command], env=env, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


@contextmanager
def django_helpdesk(database_url: str, core: int) -> Iterator[Peer]:
    """Its public form, under the same web server and with as many threads as ours."""
    home = Path(tempfile.gettempdir()) / "wellserved-bench-helpdesk"
    python = home / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
    wanted = ["django-helpdesk==2.6.1", "django==5.2.*", "psycopg[binary]", "granian==2.8.7"]
    pip = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    subprocess.run([*pip, *wanted], check=True, stderr=subprocess.DEVNULL)
    env = {**os.environ, "PEER_DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "helpdesk_project"}
    env["PYTHONPATH"] = str(HERE)
    subprocess.run([python, "-m", "django", "migrate", "-v0"], env=env, cwd=HERE, check=True)
    make = "import django; django.setup(); from helpdesk.models import Queue; "
    make += "Queue.objects.get_or_create(slug='bench', defaults=dict(title='Bench', allow_public_submission=True))"
    subprocess.run([python, "-c", make], env=env, cwd=HERE, check=True)
    port = free_port()
    serve = [str(home / "bin/granian"), "--interface", "wsgi", "--workers", "1", "--blocking-threads", "16"]
    serve += ["--no-log", "--port", str(port), "helpdesk_project:application"]
    with _process(serve, core, env, str(HERE)):
        _wait(port, "/tickets/submit/")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", "/tickets/submit/")
        answer = connection.getresponse()
        page = answer.read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        cookie = re.search(r"csrftoken=([^;]+)", answer.headers["Set-Cookie"] or "")
        if token is None or cookie is None:
            raise RuntimeError("django-helpdesk's public form did not come up")
        form = {
            "csrfmiddlewaretoken": token[1],
            "title": "How was it",
            "body": WORDS,
            "submitter_email": "somebody@example.org",
        }
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={cookie[1]}"}
        yield Peer("django-helpdesk 2.6.1", port, "/tickets/submit/", urlencode(form).encode(), 302, headers)


@contextmanager
def request_tracker(database_url: str, core: int) -> Iterator[Peer]:
    """Its REST 2.0 API, under starman with four processes, on PostgreSQL."""
    if not shutil.which("rt-setup-database-5") and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *RT_PACKAGES], env=quiet, check=True
        )
    database = re.match(r"postgres://(\w+)@([\d.]+):(\d+)/", database_url)
    if database is None:
        raise ValueError("Request Tracker is measured on PostgreSQL")
    folder = Path(tempfile.mkdtemp(prefix="wellserved-bench-rt-"))
    port = free_port()
    settings = {
        "rtname": "bench", "Organization": "bench.example", "WebDomain": "127.0.0.1", "WebPort": str(port),
        "DatabaseType": "Pg", "DatabaseHost": database[2], "DatabasePort": database[3], "DatabaseUser": database[1],
        "DatabasePassword": "x", "DatabaseName": "rt5", "DatabaseAdmin": database[1], "MailCommand": "mbox",
        "LogToSTDERR": "error",
    }  # fmt: skip
    lines = [f"Set(${name}, '{value}');" for name, value in settings.items()]
    (folder / "RT_SiteConfig.pm").write_text("\n".join([*lines, "Set($LogToSyslog, undef);", "1;"]))
    (folder / "none").mkdir()
    env = {**os.environ, "LC_ALL": "C.UTF-8", "RT_SITE_CONFIG": str(folder / "RT_SiteConfig.pm")}
    env["RT_SITE_CONFIG_DIR"] = str(folder / "none")
    setup = ["rt-setup-database-5", "--action", "init", "--dba", database[1], "--dba-password", "x"]
    subprocess.run(setup, env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    serve = ["starman", "--listen", f"127.0.0.1:{port}", "--workers", "4", "--preload-app"]
    try:
        with _process([*serve, "/usr/share/request-tracker5/libexec/rt-server"], core, env, str(folder)):
            _wait(port, "/")
            body = b'{"Queue":"General","Subject":"How was it","Requestor":"a@example.org","Content":"%s"}'
            headers = {
                "Content-Type": "application/json",
                "Authorization": "Basic " + base64.b64encode(b"root:password").decode(),
            }
            yield Peer("Request Tracker 5.0.3", port, "/REST/2.0/ticket", body % WORDS.encode(), 201, headers)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
