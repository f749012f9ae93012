"""What the worker does for tallies."""

from __future__ import annotations

from wellserved.tallies.actions import fold_deltas

BATCH = 1_000  # on SQLite nobody can answer while a batch is written
BATCHES = 100


def fold_tallies() -> int:
    """Fold what waits, in bounded batches, each its own transaction; after so many let others have their turn."""
    folded = 0
    for _ in range(BATCHES):
        done = fold_deltas(limit=BATCH)
        folded += done
        if done < BATCH:
            break
    return folded
