"""An installation with millions of answers, for the benches that read and count them.

KEEP=/some/folder keeps what was filled, for the next run: filling is most of the time. Without it everything goes to a
temporary folder and is gone afterwards. What was half filled when a run was stopped is filled afresh.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.millions.server import postgres_in
from bench.report import QUICK

FEW, MANY = (20_000, 100_000) if QUICK else (1_000_000, 10_000_000)
FEW, MANY = int(os.environ.get("FEW") or FEW), int(os.environ.get("MANY") or MANY)
DATABASES = tuple((os.environ.get("DATABASES") or "SQLite PostgreSQL").split())
SITE_CORE, OTHER_CORE = 0, 1


@dataclass(frozen=True)
class Millions:
    """A filled installation."""

    database: str
    responses: int
    home: Path
    url: str

    def run(self, code: str, core: int = SITE_CORE) -> Any:
        """What Python code prints last, as JSON, inside this installation and on one core."""
        said = subprocess.run(self.command(code, core), env=self.env, check=True, stdout=subprocess.PIPE, text=True)
        return json.loads(said.stdout.splitlines()[-1])

    def command(self, code: str, core: int = SITE_CORE) -> list[str]:
        shell = [sys.executable, "-m", "wellserved.site.cli", "django", "shell", "--verbosity", "0", "-c", code]
        return ["taskset", "-c", str(core), *shell]

    @property
    def env(self) -> dict[str, str]:
        given = {"WELLSERVED_HOME": str(self.home), "DATABASE_URL": self.url, "WELLSERVED_LOG_LEVEL": "WARNING"}
        return {**os.environ, **given}


@contextmanager
def filled(database: str, responses: int) -> Iterator[Millions]:
    """An installation with so many answers, of which none is counted yet."""
    keep = os.environ.get("KEEP")
    folder = Path(keep) if keep else Path(tempfile.mkdtemp(prefix="wellserved-millions-"))
    home = folder / f"{database}-{responses}".lower()
    try:
        home.mkdir(parents=True, exist_ok=True)
        # The server shares the core of those who read: a page has one core for everything.
        with postgres_in(home / "postgres", SITE_CORE) if database == "PostgreSQL" else nullcontext("") as url:
            it = Millions(database, responses, home, url)
            if not (home / "filled").exists():
                _fill(it)
            yield it
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


def _fill(it: Millions) -> None:
    began = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "wellserved.site.cli", "django", "migrate", "--verbosity", "0"], env=it.env, check=True
    )
    it.run(f"from bench.millions import filling; filling.fill({it.responses})", core=OTHER_CORE)
    (it.home / "filled").touch()
    print(f"  {it.database}: {it.responses:,} answers filled in {time.monotonic() - began:.0f} s", flush=True)


def counted(it: Millions) -> dict[str, Any]:
    """Count it all afresh, unless that was done: seconds, and how much was read. Goes on where it was stopped."""
    kept = it.home / "counted.json"
    if not kept.exists():
        began = time.monotonic()
        found = it.run("from bench.millions import counting; counting.rebuild()")
        kept.write_text(json.dumps(found))
        print(f"  {it.database}: {it.responses:,} answers counted in {time.monotonic() - began:.0f} s", flush=True)
    found = json.loads(kept.read_text())
    assert isinstance(found, dict)
    return found
