"""How long something took, and how much of the processors it had: the first is what people wait for, the second is
what a busy machine does not change much."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import NamedTuple

import psycopg

TICKS = os.sysconf("SC_CLK_TCK")


class Spent(NamedTuple):
    """Seconds on the wall, and seconds of processor: the client's and the database server's."""

    wall: float
    cpu: float


def cpu_of_server(url: str) -> float:
    """Seconds that PostgreSQL and all its processes, those that ended too, have had so far; 0 without a server."""
    if not url:
        return 0.0
    postmaster = _postmaster(url)
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
    return sum(map(_ticks, [str(postmaster), *children])) / TICKS


def cpu_of(pid: int) -> float:
    """Seconds that a process has had so far, with those of its children that ended."""
    return _ticks(str(pid)) / TICKS


def _ticks(pid: str) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except FileNotFoundError:
        return 0
    return sum(map(int, fields[11:15]))


@cache
def _postmaster(url: str) -> int:
    with psycopg.connect(url) as base:
        found = base.execute("SHOW data_directory").fetchone()
    assert found
    return int((Path(found[0]) / "postmaster.pid").read_text().split()[0])
