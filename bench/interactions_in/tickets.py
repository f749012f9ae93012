"""The rows that are brought in: tickets of an organisation that looks like many."""

from __future__ import annotations

import csv
import itertools
import json
import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

HEADER = (
    "external_id", "service", "channel", "place", "team", "members", "client",
    "contact_name", "contact_email", "opened_at", "closed_at", "subject",
)  # fmt: skip
Row = tuple[str, ...]
AT_ONCE = 10_000


def tickets(count: int) -> Iterator[Row]:
    """400 clients, one contact for fifty tickets, 30 teams, 200 members, 40 services. Always the same."""
    chance = random.Random(3)
    start = datetime(2025, 1, 6, 8)
    contacts = max(400, count // 50)
    subjects = ("Cannot sign in", "Printer says no", "New laptop", "Projector is dark", "Access to the archive")
    for number in range(count):
        contact, team = chance.randrange(contacts), chance.randrange(30)
        opened = start + timedelta(seconds=number * 25 % 31_000_000)
        closed = opened + timedelta(minutes=chance.randrange(5, 9000))
        yield (
            f"T{number:07}", f"Service {chance.randrange(40)}", ("phone", "mail", "desk")[number % 3],
            f"Site {contact % 12}", f"Team {team}", f"agent{team * 6 + chance.randrange(6)}@desk.example",
            f"Client {contact % 400}", f"Person {contact}", f"person{contact}@client{contact % 400}.example",
            opened.isoformat(" "), closed.isoformat(" ") if number % 20 else "",
            f"{subjects[number % 5]} ({number})",
        )  # fmt: skip


def write_files(folder: Path, files: int, rows: int, more: int) -> tuple[Path, list[Path], list[list[bytes]]]:
    """One file of everything; the same in several files; and, for each of these, `more` tickets as REST bodies."""
    whole, parts = folder / "all.csv", [folder / f"part{number}.csv" for number in range(files)]
    stream = tickets(files * (rows + more))
    with whole.open("w", newline="") as everything:
        everything.write(",".join(HEADER) + "\r\n")
        for part in parts:
            with part.open("w", newline="") as file:
                csv.writer(file).writerow(HEADER)
                for _ in range(0, rows, AT_ONCE):
                    some = list(itertools.islice(stream, min(rows, AT_ONCE)))
                    csv.writer(file).writerows(some)
                    csv.writer(everything).writerows(some)
    return whole, parts, [_bodies(list(itertools.islice(stream, more))) for _ in parts]


def read_file(path: Path) -> list[Row]:
    with path.open(newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return [tuple(row) for row in rows]


def _bodies(rows: Sequence[Row], at_once: int = 500) -> list[bytes]:
    return [
        json.dumps([_body(row) for row in rows[begin : begin + at_once]]).encode()
        for begin in range(0, len(rows), at_once)
    ]


def _body(row: Row) -> dict[str, Any]:
    said: dict[str, Any] = dict(zip(HEADER, row, strict=True))
    said["contact"] = {"name": said.pop("contact_name"), "email": said.pop("contact_email")}
    return {**said, "source": "bench", "members": [said["members"]], "closed_at": said["closed_at"] or None}
