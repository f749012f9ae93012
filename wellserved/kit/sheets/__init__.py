"""Tables that people send: CSV in whatever encoding and with whatever delimiter, and XLSX. Read as a stream."""

from wellserved.kit.sheets.excel import UnreadableSheetError
from wellserved.kit.sheets.formulas import guarded
from wellserved.kit.sheets.sheet import Chunk, Sheet, open_sheet

__all__ = ["Chunk", "Sheet", "UnreadableSheetError", "guarded", "open_sheet"]
