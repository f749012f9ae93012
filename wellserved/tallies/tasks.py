"""What the worker does for tallies."""

from __future__ import annotations

from wellserved.tallies.actions import fold_deltas

BATCH = 5_000
BATCHES = 20


def fold_tallies() -> int:
    """Fold what waits, in bounded batches, each its own transaction; after so many let others have their turn."""
    folded = 0
    for _ in range(BATCHES):
        done = fold_deltas(limit=BATCH)
        folded += done
        if done < BATCH:
            break
    return folded
