"""How a bench says what it found: a table to read, and bench/results/NAME.json to keep."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
QUICK = bool(os.environ.get("QUICK"))
PARTS = ("django", "django-ninja", "granian", "psycopg")


@dataclass(frozen=True)
class Figure:
    """Something that was measured several times."""

    name: str
    unit: str
    median: float
    p95: float
    p99: float
    n: int


@dataclass(frozen=True)
class Claim:
    """A goal: `value` must be at least (or at most) `goal`. Usually a ratio of two medians of one run."""

    name: str
    value: float
    goal: float
    at_most: bool = False

    @property
    def holds(self) -> bool:
        return self.value <= self.goal if self.at_most else self.value >= self.goal


def figure(name: str, unit: str, samples: Sequence[float]) -> Figure:
    """The median, the 95th and the 99th percentile of the samples."""
    ordered = sorted(samples)

    def percentile(share: float) -> float:
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    return Figure(name, unit, statistics.median(ordered), percentile(0.95), percentile(0.99), len(ordered))


def write(
    name: str,
    figures: Sequence[Figure],
    claims: Sequence[Claim],
    reference: str,
    notes: dict[str, Any] | None = None,
) -> bool:
    """Print the table and write bench/results/NAME.json; a quick run writes NAME.quick.json. Whether all goals hold.

    `reference` says what the ratios are against, in words.
    """
    holds = all(claim.holds for claim in claims)
    document = {
        "name": name,
        "quick": QUICK,
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "figures": [asdict(it) for it in figures],
        "reference": reference,
        "ratio": {claim.name: claim.value for claim in claims},
        "goal": {claim.name: ("≤ " if claim.at_most else "≥ ") + f"{claim.goal:g}" for claim in claims},
        "holds": holds,
        "notes": notes or {},
        "machine": machine(),
        "versions": versions(),
    }
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}{'.quick' if QUICK else ''}.json"
    path.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    _print(name, figures, claims, reference)
    return holds


def machine() -> dict[str, Any]:
    """What it was measured on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    return {"cores": os.cpu_count(), "memory_mb": memory, "kernel": platform.release(), "arch": platform.machine()}


def versions() -> dict[str, str]:
    """The versions of what took part, and the commit."""
    found = {"python": sys.version.split()[0], **{part: version(part) for part in PARTS}}
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return {**found, "commit": commit.stdout.strip()}


def _print(name: str, figures: Sequence[Figure], claims: Sequence[Claim], reference: str) -> None:
    print(f"\n{name}" + (" (quick)" if QUICK else ""))
    wide = max([len(it.name) for it in [*figures, *claims]] + [10])
    print(f"  {'':{wide}}  {'median':>12} {'p95':>12} {'p99':>12} {'n':>7}")
    for it in figures:
        print(f"  {it.name:{wide}}  {it.median:>12,.2f} {it.p95:>12,.2f} {it.p99:>12,.2f} {it.n:>7,}  {it.unit}")
    print(f"  against: {reference}")
    for claim in claims:
        verdict = f"{'at most' if claim.at_most else 'at least'} {claim.goal:g}: {'holds' if claim.holds else 'MISSED'}"
        print(f"  {claim.name:{wide}}  {claim.value:>12,.3f}  {verdict}")
