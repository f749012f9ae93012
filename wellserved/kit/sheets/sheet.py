"""A table in a file: how it is written, the names of its columns, and its rows, some at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple, cast

from wellserved.kit.sheets.csv_text import csv_rows, sniff_delimiter, sniff_encoding
from wellserved.kit.sheets.excel import UnreadableSheetError, check_excel, excel_rows

AT_ONCE = 1_000


class Chunk(NamedTuple):
    """Some rows on end: the line each begins on, and its cells. A text in place of the cells says why that row could
    not be read; `whole` says that there is none."""

    lines: list[int]
    rows: list[list[str] | str]
    whole: bool

    def cells(self) -> list[list[str]]:
        """The rows of a whole chunk."""
        return cast(list[list[str]], self.rows)


@dataclass(frozen=True)
class Sheet:
    """A table in a file: where it lies, how it is written, and the names of its columns."""

    path: Path
    encoding: str  # empty: XLSX
    delimiter: str
    header: tuple[str, ...]

    def rows(self) -> Iterator[tuple[int, list[str] | str]]:
        """Each row after the header that is not blank: the line it begins on, and its cells. A text in place
        of the cells says why that row could not be read."""
        for chunk in self.chunks():
            yield from zip(chunk.lines, chunk.rows, strict=True)

    def chunks(self, size: int = AT_ONCE, skip: int = 0) -> Iterator[Chunk]:
        """The same, `size` rows at a time, from the row after the first `skip`: whoever reads a million rows looks at
        columns, not at each row by itself."""
        rows = csv_rows(self.path, self.encoding, self.delimiter) if self.encoding else excel_rows(self.path)
        rows = islice(rows, 1 + skip, None)
        width = len(self.header)
        while some := list(islice(rows, size)):
            lines, cells = [line for line, _ in some], [row for _, row in some]
            whole = not any(type(row) is str for row in cells)
            if not whole or set(map(len, cells)) != {width}:
                cells = [_as_wide(row, width) for row in cells]
                whole = not any(type(row) is str for row in cells)
            yield Chunk(lines, cells, whole)


def open_sheet(path: Path) -> Sheet:
    """Find out how the table is written. An UnreadableSheetError says why it cannot be read."""
    with path.open("rb") as file:
        start = file.read(8)
    if not start:
        raise UnreadableSheetError("The file is empty.")
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableSheetError("This is an old Excel file. Save it as .xlsx or as CSV.")
    if start.startswith(b"PK\x03\x04"):
        check_excel(path)
        encoding, delimiter, rows = "", "", excel_rows(path)
    else:
        encoding = sniff_encoding(path)
        delimiter = sniff_delimiter(path, encoding)
        rows = csv_rows(path, encoding, delimiter)
    first = next(rows, None)
    if first is None:
        raise UnreadableSheetError("The file holds no rows.")
    if isinstance(first[1], str):
        raise UnreadableSheetError(f"The first line cannot be read. {first[1]}")
    return Sheet(path, encoding, delimiter, _names(first[1]))


def _as_wide(cells: list[str] | str, width: int) -> list[str] | str:
    """The row as wide as the header, or why it cannot be."""
    if isinstance(cells, str) or len(cells) == width:
        return cells
    if len(cells) < width:
        return cells + [""] * (width - len(cells))
    return f"It has {len(cells)} cells, and the header has {width}." if any(cells[width:]) else cells[:width]


def _names(cells: list[str]) -> tuple[str, ...]:
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    names: list[str] = []
    for number, cell in enumerate(cells, start=1):
        printable = "".join(letter if letter.isprintable() else " " for letter in cell)
        wanted = name = " ".join(printable.split())[:120] or f"Column {number}"
        again = 2
        while name in names:
            name, again = f"{wanted} ({again})", again + 1
        names.append(name)
    return tuple(names)
