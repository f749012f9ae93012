"""The same id more than once in a file: only the last row about it that can be read counts.

Found before the first row lands, or a ticket that stands open on line 2 and closed on line 9 would be opened,
closed, and at the next import reopened and closed again. Eight bytes a row, in a temporary file.
"""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy

from wellserved.interactions.shapes import InteractionIn

Key = tuple[str, str]


class Repeats:
    """What `look` found out about a file: how many rows it has, and which ids stand in it again."""

    def __init__(self) -> None:
        self.total = 0
        self._hashes: Any = numpy.empty(0, dtype=numpy.int64)
        self._last: Any = None

    def look(self, chunks: Iterable[tuple[int, Sequence[Key]]]) -> None:
        """First pass, some rows at a time: how many these are, and the keys of those that can be read."""
        with tempfile.TemporaryFile(prefix="wellserved-ids-") as file:
            written = 0
            for chunk in self._hashed(chunks):
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

    def settle(self, rows: Iterable[tuple[int, Key | None, Callable[[], bool]]]) -> None:
        """Second pass, only if there are any: the number of a row, its key, and whether it can be read."""
        for number, key, readable in rows:
            place = self._place(key)
            if place is not None and readable():
                self._last[place] = number

    def among(self, rows: Sequence[tuple[int, InteractionIn]]) -> list[tuple[int, InteractionIn]]:
        """Those of the rows whose key may stand in the file again: most have not."""
        hashes = numpy.fromiter((hash(row[:2]) for _, row in rows), dtype=numpy.int64, count=len(rows))
        return [rows[int(place)] for place in numpy.flatnonzero(numpy.isin(hashes, self._hashes))]

    def superseded(self, number: int, key: Key | None) -> bool:
        """Whether a later row says it anew."""
        place = self._place(key)
        return place is not None and self._last[place] > number

    def _place(self, key: Key | None) -> int | None:
        if key is None:
            return None
        hashed = hash(key)
        place = int(numpy.searchsorted(self._hashes, hashed))
        return place if place < len(self._hashes) and self._hashes[place] == hashed else None

    def _hashed(self, chunks: Iterable[tuple[int, Sequence[Key]]]) -> Iterator[array[int]]:
        for rows, keys in chunks:
            self.total += rows
            yield array("q", map(hash, keys))
