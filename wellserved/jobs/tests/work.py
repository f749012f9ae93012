"""Work for the tests of the worker. What it did is written to a file, for it may run in another process."""

from __future__ import annotations

import os
import time
from pathlib import Path

from django_tasks import task

from wellserved.jobs.tries import tries


def _note(line: str) -> None:
    with Path(os.environ["WELLSERVED_TEST_NOTES"]).open("a") as file:
        file.write(line + "\n")


@task()
def note(word: str) -> str:
    _note(word)
    return word


@task()
@tries(3)
def always_fails() -> None:
    _note("tried")
    raise ValueError("secret words of a customer")


@task()
def killed_once(pid_file: str) -> None:
    """The first time it hangs, to be killed; the second time it ends."""
    path = Path(pid_file)
    if not path.exists():
        path.write_text(str(os.getpid()))
        time.sleep(60)
    _note("done")


def count_up() -> int:
    _note(f"begin {time.monotonic()} {os.getpid()}")
    time.sleep(0.05)
    _note(f"end {time.monotonic()} {os.getpid()}")
    return 0


def fall_over() -> int:
    _note("fell")
    raise ValueError("secret words of a customer")


full_batches = [100, 100, 0]


def full_batch() -> int:
    _note("batch")
    return full_batches.pop(0) if full_batches else 0
