"""Checks for tests."""

from __future__ import annotations

from typing import Any

from wellserved.selfchecks.shapes import CheckSaid


def said(**other: Any) -> CheckSaid:
    """What somebody says in a check, with something else in it."""
    usual: dict[str, Any] = {"thought": 2, "how": 4, "improve": 1, "predicted_rate": 70, "predicted_quality": 0}
    return CheckSaid(**{**usual, **other})
