"""A table as CSV: UTF-8, a header, days as 2026-11-22; nothing that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from typing import BinaryIO

from wellserved.kit.sheets import guarded
from wellserved.kit.tables.table import Cell, Table


def write_csv(table: Table, out: BinaryIO) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([guarded(name) for name in table.names])
    for row in table.settled():
        writer.writerow([_written(cell) for cell in row])
    text.detach()


def _written(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        return cell
    return guarded(cell) if isinstance(cell, str) else cell.isoformat()
