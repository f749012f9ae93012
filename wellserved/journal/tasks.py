"""What the worker does for the journal."""

from __future__ import annotations

from wellserved.journal.sealing import seal_segment


def seal_finished_segment() -> int:
    return seal_segment()
