"""A look at the first rows of a file: how they would land, and what would be rejected."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from wellserved.interactions.rules import why_not
from wellserved.interactions.shapes import InteractionIn
from wellserved.interactions.sheets.columns import EVENTS, Reading, guess_dates
from wellserved.interactions.sheets.events import Folding
from wellserved.interactions.sheets.rows import RowReader
from wellserved.kit.clock import now
from wellserved.kit.sheets import Sheet, open_sheet

LOOKED_AT = 1_000
SHOWN = 5


@dataclass(frozen=True)
class Look:
    """The first rows: as they are, as they would land, and those that would not."""

    samples: list[tuple[str, list[str]]]  # each column, with its first few values
    looked_at: int
    landing: list[tuple[int, InteractionIn]]
    rejected: list[tuple[int, str]]
    ambiguous: bool


def look_at(path: Path, source: str, profile: str, reading: Reading, readable: bool) -> Look:
    """`readable`: whether the mapping is complete enough to read rows with it."""
    sheet = open_sheet(path)
    rows = list(islice(sheet.rows(), LOOKED_AT))
    cells = [row for _, row in rows if not isinstance(row, str)]
    samples = [
        (column, list(dict.fromkeys(row[place][:60] for row in cells if row[place].strip()))[:3])
        for place, column in enumerate(sheet.header)
    ]
    ambiguous = guess_dates(sheet.header, reading.columns, cells) is None
    landing, rejected = _read(sheet, rows, source, profile, reading) if readable else ([], [])
    return Look(samples, len(rows), landing, rejected, ambiguous)


def _read(
    sheet: Sheet, rows: list[tuple[int, list[str] | str]], source: str, profile: str, reading: Reading
) -> tuple[list[tuple[int, InteractionIn]], list[tuple[int, str]]]:
    landing: list[tuple[int, InteractionIn]] = []
    rejected: list[tuple[int, str]] = []

    def take(line: int, row: InteractionIn | str) -> None:
        reason = row if isinstance(row, str) else why_not(row, now())
        if reason:
            rejected.append((line, reason))
        elif not isinstance(row, str):
            landing.append((line, row))

    if profile == EVENTS:
        with Folding(sheet.header, reading, source) as folding:
            for line, reason, _ in folding.fold(rows):
                rejected.append((line, reason))
            for line, row, _ in folding.interactions():
                take(line, row)
        return landing, sorted(rejected)
    reader = RowReader(sheet.header, reading, source)
    for line, cells in rows:
        try:
            take(line, cells if isinstance(cells, str) else reader.read(cells))
        except ValueError as reason:
            rejected.append((line, str(reason)))
    return landing, rejected
