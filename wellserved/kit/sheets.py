"""Tables that people send: CSV in whatever encoding and with whatever delimiter, and XLSX. Read as a stream."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any

SAMPLE = 64_000
LONGEST_LINE = 1_000_000
UNPACKED_MOST = 4_000_000_000
HELD_IN_MEMORY_MOST = 60_000_000  # openpyxl holds all but the rows in memory, several times over
SMALL_UNPACKED, MOST_TIMES_ITS_SIZE = 50_000_000, 100  # real tables unpack to some ten or twenty times their size
DELIMITERS = (",", ";", "\t", "|")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class UnreadableSheetError(ValueError):
    """The file is no table that we can read; the words say why."""


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
        rows = _csv_rows(self.path, self.encoding, self.delimiter) if self.encoding else _xlsx_rows(self.path)
        width = len(self.header)
        next(rows, None)
        for line, cells in rows:
            if isinstance(cells, str) or len(cells) == width:
                yield line, cells
            elif len(cells) < width:
                yield line, cells + [""] * (width - len(cells))
            elif any(cells[width:]):
                yield line, f"It has {len(cells)} cells, and the header has {width}."
            else:
                yield line, cells[:width]


def open_sheet(path: Path) -> Sheet:
    """Find out how the table is written. An UnreadableSheetError says why it cannot be read."""
    with path.open("rb") as file:
        start = file.read(8)
    if not start:
        raise UnreadableSheetError("The file is empty.")
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableSheetError("This is an old Excel file. Save it as .xlsx or as CSV.")
    if start.startswith(b"PK\x03\x04"):
        _check_xlsx(path)
        encoding, delimiter, rows = "", "", _xlsx_rows(path)
    else:
        encoding = _sniff_encoding(path)
        delimiter = _sniff_delimiter(path, encoding)
        rows = _csv_rows(path, encoding, delimiter)
    first = next(rows, None)
    if first is None:
        raise UnreadableSheetError("The file holds no rows.")
    if isinstance(first[1], str):
        raise UnreadableSheetError(f"The first line cannot be read. {first[1]}")
    return Sheet(path, encoding, delimiter, _names(first[1]))


def guarded(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


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


def _csv_rows(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    with path.open(encoding=encoding, errors="surrogateescape", newline="") as file:
        reader = csv.reader(iter(partial(file.readline, LONGEST_LINE), ""), delimiter=delimiter)
        line = 1  # where the next row begins
        while True:
            try:
                for cells in reader:
                    begun, line = line, reader.line_num + 1
                    if begun == 1 and len(cells) == 1 and cells[0].startswith("sep="):
                        continue
                    if any(cells):
                        yield begun, cells
                return
            except csv.Error:
                yield line, "A cell is too long, or a quotation mark was never closed."
                line = reader.line_num + 1


def _sniff_encoding(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(4)
        if start.startswith(codecs.BOM_UTF8):
            return "utf-8-sig"
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if len(start) == 4 and start[1] == start[3] == 0 and start[0] and start[2]:
            return "utf-16-le"
        if len(start) == 4 and start[0] == start[2] == 0 and start[1] and start[3]:
            return "utf-16-be"
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        right = wrong = 0
        while chunk := file.read(1 << 20):
            text = decoder.decode(chunk)
            if not text.isascii():
                broken = text.count("\ufffd")
                wrong += broken
                right += len(text) - len(text.encode("ascii", "ignore")) - broken
    return "utf-8" if wrong * 10 <= right else "cp1252"


def _sniff_delimiter(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, errors="surrogateescape", newline="") as file:
        sample = file.read(SAMPLE)
    if sample.startswith("sep=") and len(sample) > 4:
        return sample[4] if sample[4] in DELIMITERS else ","
    return max(DELIMITERS, key=lambda delimiter: _how_even(sample, delimiter))


def _how_even(sample: str, delimiter: str) -> tuple[float, int]:
    """How many of the first rows are as wide as the header, if it has several columns."""
    widths = []
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            if cells:
                widths.append(len(cells))
            if len(widths) == 50:
                break
    except csv.Error:
        pass
    if not widths or widths[0] < 2:
        return (0.0, 0)
    rows = widths[:-1] if len(widths) > 2 else widths  # the last one may be cut off
    return (round(sum(width == widths[0] for width in rows) / len(rows), 1), widths[0])


def _check_xlsx(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            sizes = {part.filename: part.file_size for part in archive.infolist()}
            packed = sum(part.compress_size for part in archive.infolist())
    except zipfile.BadZipFile:
        raise UnreadableSheetError("The file is damaged: it cannot be unpacked.") from None
    if "xl/workbook.xml" not in sizes:
        raise UnreadableSheetError("This is neither a CSV nor an Excel file.")
    unpacked = sum(sizes.values())
    texts = (name for name in sizes if name.endswith((".xml", ".rels")) and not name.startswith("xl/worksheets/"))
    held = sum(sizes[name] for name in texts)
    bloated = unpacked > SMALL_UNPACKED and unpacked > packed * MOST_TIMES_ITS_SIZE
    if unpacked > UNPACKED_MOST or held > HELD_IN_MEMORY_MOST or bloated:
        raise UnreadableSheetError("This Excel file is too big to read at once. Save it as CSV.")


def _xlsx_rows(path: Path) -> Iterator[tuple[int, list[str] | str]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for line, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            cells = [_as_text(value) for value in row]
            if any(cells):
                yield line, cells
    except UnreadableSheetError:
        raise
    except Exception as error:
        raise UnreadableSheetError("The Excel file is damaged, or protected by a password.") from error


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)
