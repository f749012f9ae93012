"""Python's collector of cycles looks at every object again and again; a batch of rows makes no cycles to speak of."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

SELDOM = (200_000, 20, 50)
_lock = Lock()
_within: list[tuple[int, int, int]] = []  # for each that is within now, what was usual before the first came


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Within it the collector looks seldom: a third of an import's time was spent on looking.

    Several threads may be within at once; the last that leaves puts back what was usual.
    """
    with _lock:
        _within.append(_within[0] if _within else gc.get_threshold())
        gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        with _lock:
            usual = _within.pop()
            if not _within:
                gc.set_threshold(*usual)
