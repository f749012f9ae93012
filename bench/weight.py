"""What an installation weighs: its files, its memory after 10,000 requests, and the time until it is ready."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from bench.answers import tokens_for
from bench.links import answering, looking
from bench.load import drive
from bench.report import QUICK, Claim, figure, write
from tests.servers.site import ROOT, running_site

NAME = "weight"
STARTS = 3 if QUICK else 7
REQUESTS = 2_000 if QUICK else 10_000
MB = 1_000_000


def main() -> bool:
    starts: list[float] = []
    with running_site(DATABASE_URL="") as site:
        links = tokens_for(site, REQUESTS)
        drive(site.port, map(answering, links[: REQUESTS // 2]), accepted=303, seconds=120)
        rest = (looking(f"/a/{token}?felt=5") for token in links[REQUESTS // 2 :])
        drive(site.port, rest, accepted=200, seconds=120)
        time.sleep(3)  # the worker folds
        memory = {name: _rss(pid) / MB for name, pid in site.pids().items()}
        for _ in range(STARTS):
            site.stop()
            began = time.monotonic()
            site.start()
            starts.append(time.monotonic() - began)
    installed = installed_bytes() / MB
    together = memory["web"] + memory["worker"]
    figures = [
        figure("installed", "MB", [installed]),
        *(figure(f"memory: {name}", "MB", [size]) for name, size in memory.items()),
        figure("start until ready", "s", starts),
    ]
    claims = [
        Claim("installed, MB", installed, 700, at_most=True),
        Claim("web and worker, MB", together, 600, at_most=True),
        Claim("start, s", figures[-1].median, 3, at_most=True),
    ]
    notes = {"requests before memory was read": REQUESTS, "memory": "resident, with all child processes"}
    return write(NAME, figures, claims, "the goals themselves", notes)


def _rss(pid: int) -> int:
    """Resident bytes of a process and all its children."""
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return (int(found.group(1)) * 1024 if found else 0) + sum(_rss(child) for child in _children(pid))


def _children(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").iterdir():
        yield from map(int, (task / "children").read_text().split())


def packages(requirements: str) -> set[str]:
    """What a lock file names. A package that stands there once for each range of Pythons is installed once."""
    return set(re.findall(r"^([A-Za-z0-9._-]+)==", requirements, re.MULTILINE))


def installed_bytes() -> int:
    """Bytes of the base install: all that requirements/base.txt names, as it lies on this disk, and ourselves."""
    names = packages((ROOT / "requirements/base.txt").read_text())
    total = sum(path.stat().st_size for path in (ROOT / "wellserved").rglob("*") if path.is_file())
    for name in names:
        try:
            files = distribution(name).files or []
        except PackageNotFoundError:  # for another platform
            continue
        total += sum(Path(str(file.locate())).stat().st_size for file in files if Path(str(file.locate())).is_file())
    return total
