"""Taking in what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from wellserved.tallies.models import Delta
from wellserved.tallies.shapes import DeltaIn


def add_deltas(*, deltas: Sequence[DeltaIn]) -> None:
    """Queue changes for folding, in the caller's transaction: they count if, and only if, what they tell of does."""
    Delta.objects.bulk_create([Delta(**asdict(delta)) for delta in deltas], batch_size=500)
