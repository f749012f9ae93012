"""Drawing a listening round: 60 members, 1,000,000 contacts, each with who served them; with and without strata."""

from __future__ import annotations

import time
from collections.abc import Callable
from hashlib import sha256

from bench.report import QUICK, Claim, figure, write
from wellserved.measures import draw

NAME = "draw"
CONTACTS = 100_000 if QUICK else 1_000_000
ROUNDS = 5
MEMBERS, EACH, SEED = range(1, 61), 3, "20261109"


def main() -> bool:
    # As a query would hand them over: in the order of their ids, with gaps.
    contacts = range(1, CONTACTS * 3, 3)
    frame = {contact: (contact % 60 + 1,) for contact in contacts}
    strata = {contact: "internal" if contact % 5 else "external" for contact in contacts}
    plain, grouped, hashed = [], [], []
    for _ in range(ROUNDS):
        hashed.append(_seconds(lambda: [sha256(b"%d" % contact).digest() for contact in contacts]))
        plain.append(_seconds(lambda: draw(frame, MEMBERS, EACH, SEED)))
        grouped.append(_seconds(lambda: draw(frame, MEMBERS, EACH, SEED, strata)))
    figures = [
        figure("hashing alone", "s", hashed),
        figure("drawing", "s", plain),
        figure("drawing, two strata", "s", grouped),
    ]
    claims = [
        Claim("drawing, s", figures[1].median, 2, at_most=True),
        Claim("drawing, two strata, s", figures[2].median, 2, at_most=True),
    ]
    notes = {"members": len(MEMBERS), "contacts": CONTACTS, "calls each": EACH}
    return write(NAME, figures, claims, "the goal itself; beside it one SHA-256 of every id, which a draw needs", notes)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
