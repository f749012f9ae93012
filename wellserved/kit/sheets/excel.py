"""XLSX, read row by row; refused when it would not fit into memory."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

UNPACKED_MOST = 4_000_000_000
HELD_IN_MEMORY_MOST = 60_000_000  # openpyxl holds all but the rows in memory, several times over
SMALL_UNPACKED, MOST_TIMES_ITS_SIZE = 50_000_000, 100  # real tables unpack to some ten or twenty times their size


class UnreadableSheetError(ValueError):
    """The file is no table that we can read; the words say why."""


def check_excel(path: Path) -> None:
    """An UnreadableSheetError says why it had better not be unpacked."""
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


def excel_rows(path: Path) -> Iterator[tuple[int, list[str] | str]]:
    """The line of each row that is not blank, and its cells."""
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
