"""The stream of interactions in a file, whatever its profile: what lands, and what cannot and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from wellserved.interactions.rules import why_not
from wellserved.interactions.shapes import InteractionIn
from wellserved.interactions.sheets.columns import EVENTS, Reading
from wellserved.interactions.sheets.events import Folding
from wellserved.interactions.sheets.repeats import Repeats
from wellserved.interactions.sheets.rows import RowReader
from wellserved.kit.clock import now
from wellserved.kit.sheets import Sheet, open_sheet


class Item(NamedTuple):
    """One interaction of the file. Without a `row`: `reason` says why there is none, or, empty, that a later row
    says it anew."""

    line: int
    row: InteractionIn | None
    reason: str
    cells: Sequence[str]


@dataclass(frozen=True)
class Intake:
    """How many interactions the file holds, what was unreadable before any was made, and the stream of them."""

    header: tuple[str, ...]
    total: int
    unread: Sequence[Item]
    items: Iterator[Item]


@contextmanager
def taking_in(path: Path, profile: str, reading: Reading, source: str, skip: int = 0) -> Iterator[Intake]:
    """Open a file; the stream begins after the first `skip` interactions."""
    sheet = open_sheet(path)
    if profile == EVENTS:
        with Folding(sheet.header, reading, source) as folding:
            unread = [Item(line, None, reason, cells) for line, reason, cells in _first(folding.fold(sheet.rows()))]
            stream = (
                Item(line, None, row, cells) if isinstance(row, str) else Item(line, row, "", cells)
                for line, row, cells in folding.interactions(skip)
            )
            yield Intake(sheet.header, folding.count(), unread, stream)
        return
    reader = RowReader(sheet.header, reading, source)
    repeats = _repeats(sheet, reader)
    yield Intake(sheet.header, repeats.total, (), _rows(sheet, reader, repeats, skip))


def _rows(sheet: Sheet, reader: RowReader, repeats: Repeats, skip: int) -> Iterator[Item]:
    read, any_repeats = reader.read, repeats.any
    for number, (line, cells) in islice(enumerate(sheet.rows()), skip, None):
        if isinstance(cells, str):
            yield Item(line, None, cells, [])
            continue
        try:
            row = read(cells)
        except ValueError as reason:
            yield Item(line, None, str(reason), cells)
            continue
        if any_repeats and repeats.superseded(number, row[:2]) and not why_not(row, now()):
            yield Item(line, None, "", cells)
        else:
            yield Item(line, row, "", cells)


def _repeats(sheet: Sheet, reader: RowReader) -> Repeats:
    repeats = Repeats()
    repeats.look(None if isinstance(cells, str) else reader.key(cells) for _, cells in sheet.rows())
    if repeats.any:
        repeats.settle(
            (number, reader.key(cells), lambda cells=cells: _readable(reader, cells))  # type: ignore[misc]
            for number, (_, cells) in enumerate(sheet.rows())
            if not isinstance(cells, str)
        )
    return repeats


def _readable(reader: RowReader, cells: Sequence[str]) -> bool:
    try:
        return not why_not(reader.read(cells), now())
    except ValueError:
        return False


def _first(
    unread: Iterator[tuple[int, str, Sequence[str]]], most: int = 10_000
) -> Iterator[tuple[int, str, Sequence[str]]]:
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
