"""The stream of interactions in a file, whatever its profile: what lands, and what cannot and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from wellserved.interactions.rules import why_not
from wellserved.interactions.shapes import InteractionIn
from wellserved.interactions.sheets.columns import EVENTS, Reading
from wellserved.interactions.sheets.events import Folding
from wellserved.interactions.sheets.repeats import Repeats
from wellserved.interactions.sheets.rows import RowReader
from wellserved.kit.clock import now
from wellserved.kit.sheets import Chunk, Sheet, open_sheet

AT_ONCE = 1_000
Read = tuple[int, InteractionIn | str, Sequence[str]]  # the line, what it says or why it cannot be read, its cells


@dataclass
class Batch:
    """Some interactions of the file on end."""

    count: int = 0  # how many of the file's interactions these are
    rows: list[tuple[int, InteractionIn]] = field(default_factory=list)
    unread: list[tuple[int, str]] = field(default_factory=list)
    superseded: int = 0  # a later row says them anew
    lines: Sequence[int] = ()
    cells: Sequence[Sequence[str]] = ()

    def cells_on(self, lines: set[int]) -> dict[int, Sequence[str]]:
        """What stands on these lines, as it came."""
        return {line: cells for line, cells in zip(self.lines, self.cells, strict=True) if line in lines}

    def take(self, read: Iterator[Read]) -> Batch:
        """Put in what was read, each for itself."""
        taken = [*read]
        self.rows += [(line, row) for line, row, _ in taken if not isinstance(row, str)]
        self.unread += [(line, row) for line, row, _ in taken if isinstance(row, str)]
        self.lines, self.cells = [line for line, _, _ in taken], [cells for _, _, cells in taken]
        return self


@dataclass(frozen=True)
class Intake:
    """How many interactions the file holds, what was unreadable before any was made, and the stream of them."""

    header: tuple[str, ...]
    total: int
    unread: Batch
    batches: Callable[[int], Iterator[Batch]]  # so many interactions each


@contextmanager
def taking_in(path: Path, profile: str, reading: Reading, source: str, skip: int = 0) -> Iterator[Intake]:
    """Open a file; the stream begins after the first `skip` interactions."""
    sheet = open_sheet(path)
    if profile == EVENTS:
        with Folding(sheet.header, reading, source) as folding:
            unread = Batch().take(iter([*_first(folding.fold(sheet.rows()))]))
            yield Intake(sheet.header, folding.count(), unread, lambda size: _folded(folding, size, skip))
        return
    reader = RowReader(sheet.header, reading, source)
    repeats = _repeats(sheet, reader)
    yield Intake(
        sheet.header, repeats.total, Batch(), lambda size: _read(sheet.chunks(size, skip), reader, repeats, skip)
    )


def _folded(folding: Folding, size: int, skip: int) -> Iterator[Batch]:
    stream = folding.interactions(skip)
    while batch := Batch().take(islice(stream, size)):
        if not batch.lines:
            return
        batch.count = len(batch.lines)
        yield batch


def _read(chunks: Iterator[Chunk], reader: RowReader, repeats: Repeats, number: int) -> Iterator[Batch]:
    """`number`: of the first row, from 0."""
    for chunk in chunks:
        batch = _batch(chunk, reader)
        if repeats.any:
            _leave_out(batch, repeats, dict(zip(chunk.lines, range(number, number + batch.count), strict=True)))
        yield batch
        number += batch.count


def _batch(chunk: Chunk, reader: RowReader) -> Batch:
    count = len(chunk.lines)
    if chunk.whole:
        try:
            rows = list(zip(chunk.lines, reader.read_together(chunk.cells()), strict=True))
            return Batch(count, rows, lines=chunk.lines, cells=chunk.cells())
        except ValueError:  # one of them; which, is found out row by row
            pass
    return Batch(count).take(_one_by_one(chunk, reader))


def _one_by_one(chunk: Chunk, reader: RowReader) -> Iterator[Read]:
    for line, cells in zip(chunk.lines, chunk.rows, strict=True):
        if isinstance(cells, str):
            yield line, cells, []
            continue
        try:
            yield line, reader.read(cells), cells
        except ValueError as reason:
            yield line, str(reason), cells


def _leave_out(batch: Batch, repeats: Repeats, numbers: dict[int, int]) -> None:
    """What a later row of the file says anew."""
    moment = now()
    again = {
        line
        for line, row in repeats.among(batch.rows)
        if repeats.superseded(numbers[line], row[:2]) and not why_not(row, moment)
    }
    if again:
        batch.rows = [(line, row) for line, row in batch.rows if line not in again]
        batch.superseded = len(again)


def _repeats(sheet: Sheet, reader: RowReader) -> Repeats:
    repeats = Repeats()
    repeats.look(_keys(chunk, reader) for chunk in sheet.chunks(AT_ONCE))
    if repeats.any:
        repeats.settle(
            (number, reader.key(cells), lambda cells=cells: _readable(reader, cells))  # type: ignore[misc]
            for number, (_, cells) in enumerate(sheet.rows())
            if not isinstance(cells, str)
        )
    return repeats


def _keys(chunk: Chunk, reader: RowReader) -> tuple[int, list[tuple[str, str]]]:
    """How many rows these are, and the keys of those that can be read."""
    cells = chunk.cells() if chunk.whole else [row for row in chunk.rows if not isinstance(row, str)]
    return len(chunk.lines), list(zip(*reader.keys(cells), strict=True))


def _readable(reader: RowReader, cells: Sequence[str]) -> bool:
    try:
        return not why_not(reader.read(cells), now())
    except ValueError:
        return False


def _first(unread: Iterator[tuple[int, str, Sequence[str]]], most: int = 10_000) -> Iterator[Read]:
    """No more than can be shown; the rest is counted as one."""
    more = 0
    line = 0
    for number, found in enumerate(unread):
        if number < most:
            yield found
        else:
            more, line = more + 1, found[0]
    if more:
        yield line, f"{more} more events like these could not be read.", []
