"""How often a task is tried before it counts as failed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from wellserved.jobs.rules import TRIES

Function = TypeVar("Function", bound=Callable[..., Any])


def tries(times: int) -> Callable[[Function], Function]:
    """Stand under `@task()`: the task is tried at most so many times."""

    def mark(function: Function) -> Function:
        function.__dict__["tries"] = times
        return function

    return mark


def tries_of(function: Callable[..., Any]) -> int:
    return int(getattr(function, "tries", TRIES))
