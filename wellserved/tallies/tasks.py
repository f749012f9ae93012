"""What the worker does for tallies."""

from __future__ import annotations

from wellserved.tallies.actions import fold_deltas

BATCH = 1_000  # on SQLite nobody can answer while a batch is written
BATCHES = 100
FAR_BEHIND, LARGE_BATCH = 5_000, 5_000  # many changes share their cells: a large batch takes a third less for each


def fold_tallies() -> int:
    """Fold what waits, in bounded batches, each its own transaction; after so many let others have their turn."""
    folded = 0
    for _ in range(BATCHES):
        limit = BATCH if folded < FAR_BEHIND else LARGE_BATCH
        done = fold_deltas(limit=limit)
        folded += done
        if done < limit:
            break
    return folded
