"""CSV: which encoding, which delimiter, and the rows."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path

SAMPLE = 64_000
LONGEST_LINE = 1_000_000
DELIMITERS = (",", ";", "\t", "|")


def csv_rows(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """The line on which each row that is not blank begins, and its cells, or why they cannot be read."""
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


def sniff_encoding(path: Path) -> str:
    """UTF-8 unless what is in it says otherwise. Reads the whole file."""
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


def sniff_delimiter(path: Path, encoding: str) -> str:
    """The one that makes the first rows as wide as the header."""
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
