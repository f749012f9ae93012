"""Python's collector of cycles looks at every object again and again; a long run of batches makes none to speak of."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (200_000, 20, 50)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Within it the collector looks seldom: a third of an import's time was spent on looking."""
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
