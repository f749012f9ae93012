"""How long the data of each page takes at ten million answers, beside one million, while answers come in.

Readers, and PostgreSQL's server, have one core; those who answer, and the worker, the other. The figures of both sizes
are taken in turns. See bench/millions for KEEP, DATABASES, FEW and MANY.
"""

from __future__ import annotations

import statistics
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from bench.millions import DATABASES, FEW, MANY, OTHER_CORE, Millions, counted, filled
from bench.report import QUICK, Claim, Figure, figure, write

NAME = "pages"
TURNS, ROUNDS = (2, 5) if QUICK else (5, 20)
PER_SECOND = 500
GOAL, GROWTH = 50.0, 1.3


def main() -> bool:
    figures: list[Figure] = []
    claims: list[Claim] = []
    notes: dict[str, object] = {"answers": [FEW, MANY], "answers a second meanwhile": PER_SECOND}
    for database in DATABASES:
        with ExitStack() as stack:
            both = [stack.enter_context(filled(database, size)) for size in (FEW, MANY)]
            for it in both:
                counted(it)
            took: list[dict[str, list[float]]] = [{}, {}]
            for turn in range(TURNS):
                for it, found in zip(both, took, strict=True):
                    with answers_coming_in(it):
                        read = it.run(f"from bench.millions import reading; reading.measure({ROUNDS}, {turn})")
                    for page, each in read.items():
                        found.setdefault(page, []).extend(each)
            for page, few in took[0].items():
                many = took[1][page]
                figures += [
                    figure(f"{database}: {page}, {FEW:,}", "ms", few),
                    figure(f"{database}: {page}, {MANY:,}", "ms", many),
                ]
                if page.startswith("counts of"):  # no page of their own, and over in a millisecond
                    continue
                grown = statistics.median(many) / statistics.median(few)
                claims += [
                    Claim(f"{database}: {page}, p95 in ms", figures[-1].p95, GOAL, at_most=True),
                    Claim(f"{database}: {page}, grown", grown, GROWTH, at_most=True),
                ]
    return write(NAME, figures, claims, f"the same pages at {FEW:,} answers", notes)


@contextmanager
def answers_coming_in(it: Millions) -> Iterator[None]:
    """Until this ends, answers are counted as they come."""
    code = f"from bench.millions import answering; answering.keep_coming(3600, {PER_SECOND})"
    other = subprocess.Popen(it.command(code, OTHER_CORE), env=it.env, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        other.terminate()
        other.wait()
