"""Tables that people take away: one shape, and the files it is written to. Text stays text, numbers stay numbers."""

from wellserved.kit.tables.files import KINDS, TYPES, table_answer, table_file
from wellserved.kit.tables.table import Cell, Column, Kind, Table, columns

__all__ = ["KINDS", "TYPES", "Cell", "Column", "Kind", "Table", "columns", "table_answer", "table_file"]
