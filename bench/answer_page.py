"""The answer page, shown to people with distinct links, against a bare "hello" in Django under the same server."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import repeat

from bench.answers import LOAD_CORE, SERVER_CORE, tokens_for
from bench.links import looking
from bench.load import drive
from bench.report import QUICK, Claim, figure, write
from tests.servers.postgres import free_port
from tests.servers.site import ROOT, running_site

NAME = "answer-page"
ROUNDS, SECONDS = (3, 2.0) if QUICK else (5, 5.0)
LINKS = 20_000 if QUICK else 100_000
HEAVIEST = 14 * 1024


def main() -> bool:
    os.sched_setaffinity(0, {LOAD_CORE})
    pages, hellos, taken, shares = [], [], [], []
    with running_site(prefix=("taskset", "-c", str(SERVER_CORE)), DATABASE_URL="") as site, _hello() as port:
        tokens = tokens_for(site, LINKS)
        weight = _weight(f"{site.url}/a/{tokens[0]}?felt=4")
        for number in range(ROUNDS + 1):  # the first round warms up
            hello = drive(port, repeat(looking("/hello")), accepted=200, seconds=SECONDS)
            links = (looking(f"/a/{tokens[n % LINKS]}?felt={n % 5 + 1}") for n in range(10**9))
            page = drive(site.port, links, accepted=200, seconds=SECONDS)
            if set(page.statuses) | set(hello.statuses) != {200}:
                raise RuntimeError(f"answered {dict(page.statuses)} and {dict(hello.statuses)}")
            if number:
                hellos.append(hello.per_second)
                pages.append(page.per_second)
                taken += [seconds * 1000 for seconds in page.taken]
                shares.append(max(page.share, hello.share))
    figures = [
        figure("hello", "a second", hellos),
        figure("answer page", "a second", pages),
        figure("a page takes", "ms", taken),
        figure("weight, compressed", "bytes", [weight]),
    ]
    claims = [
        Claim("page to hello", statistics.median(pages) / statistics.median(hellos), 0.4),
        Claim("bytes, compressed", weight, HEAVIEST, at_most=True),
    ]
    notes = {"load generator used of its core": round(max(shares), 2), "requests to first paint": 1}
    return write(NAME, figures, claims, "a bare hello in Django under the same server, same core", notes)


def _weight(url: str) -> int:
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        if answer.headers["Content-Encoding"] != "gzip":
            raise RuntimeError("the page came uncompressed")
        return len(answer.read())


@contextmanager
def _hello() -> Iterator[int]:
    """The bare hello, by the server and the threads that `wellserved serve` uses, on the same core."""
    port = free_port()
    command = [
        "taskset",
        "-c",
        str(SERVER_CORE),
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--workers",
        "1",
    ]
    command += ["--blocking-threads", "16", "--no-ws", "--http", "1", "--port", str(port), "bench.hello:application"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/hello", timeout=2).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(20)
