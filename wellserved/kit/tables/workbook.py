"""A table as XLSX, row by row: what is a text is stored as a text, whatever it begins with."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, BinaryIO

from wellserved.kit.tables.table import Cell, Table

LONGEST = 32_767  # what a cell may hold
MOST_ROWS = 1_048_575  # what a sheet may hold beside its header
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class TooLongError(ValueError):
    """No sheet can hold so many rows."""


def write_xlsx(table: Table, out: BinaryIO) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Figures")
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, name) for name in table.names])
    for count, row in enumerate(table.settled(), start=1):
        if count > MOST_ROWS:
            raise TooLongError("More rows than an Excel file can hold. Take them as CSV.")
        sheet.append([_cell(sheet, cell) for cell in row])
    book.save(out)


def _cell(sheet: Any, value: Cell) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=UNWRITABLE.sub("\ufffd", value)[:LONGEST])
        cell.data_type = "s"  # never a formula, never an error
        return cell
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value=value)
        cell.number_format = "yyyy-mm-dd"
        return cell
    return value
