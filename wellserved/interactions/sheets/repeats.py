"""The same id more than once in a file: only the last row about it that can be read counts.

Found before the first row lands, or a ticket that stands open on line 2 and closed on line 9 would be opened,
closed, and at the next import reopened and closed again. Eight bytes a row, in a temporary file.
"""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy

AT_ONCE = 1 << 16


class Repeats:
    """What `look` found out about a file: how many rows it has, and which ids stand in it again."""

    def __init__(self) -> None:
        self.total = 0
        self._hashes: Any = numpy.empty(0, dtype=numpy.int64)
        self._last: Any = None

    def look(self, keys: Iterable[tuple[str, str] | None]) -> None:
        """First pass: the key of every row, None for one that cannot be read."""
        with tempfile.TemporaryFile(prefix="wellserved-ids-") as file:
            written = 0
            for chunk in self._hashed(keys):
                chunk.tofile(file)
                written += len(chunk)
            file.flush()
            if written < 2:
                return
            hashes = numpy.memmap(file, dtype=numpy.int64, mode="r+", shape=(written,))
            hashes.sort()
            again = hashes[1:][hashes[1:] == hashes[:-1]]
            self._hashes = numpy.unique(numpy.array(again))
            del hashes
        self._last = numpy.full(len(self._hashes), -1, dtype=numpy.int64)

    @property
    def any(self) -> bool:
        return len(self._hashes) > 0

    def settle(self, rows: Iterable[tuple[int, tuple[str, str] | None, Callable[[], bool]]]) -> None:
        """Second pass, only if there are any: the number of a row, its key, and whether it can be read."""
        for number, key, readable in rows:
            place = self._place(key)
            if place is not None and readable():
                self._last[place] = number

    def superseded(self, number: int, key: tuple[str, str] | None) -> bool:
        """Whether a later row says it anew."""
        place = self._place(key)
        return place is not None and self._last[place] > number

    def _place(self, key: tuple[str, str] | None) -> int | None:
        if key is None:
            return None
        hashed = hash(key)
        place = int(numpy.searchsorted(self._hashes, hashed))
        return place if place < len(self._hashes) and self._hashes[place] == hashed else None

    def _hashed(self, keys: Iterable[tuple[str, str] | None]) -> Iterator[array[int]]:
        chunk = array("q")
        rows = 0
        for key in keys:
            rows += 1
            if key is not None:
                chunk.append(hash(key))
                if len(chunk) == AT_ONCE:
                    yield chunk
                    chunk = array("q")
        self.total += rows
        yield chunk
