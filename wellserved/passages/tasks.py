"""What the worker does for passages. Safe to run twice."""

from __future__ import annotations

from wellserved.passages.actions.comparing import compare_with_guides

BATCH = 100


def compare_passages() -> int:
    """Comments that quote a phrase of the guide are flagged."""
    return compare_with_guides(limit=BATCH)
