"""A flat table as Parquet, in plain encoding, some thousand rows at a time (decision 32).

The format: https://parquet.apache.org/docs/file-format/ and parquet.thrift, whose numbers stand below.
"""

from __future__ import annotations

import gzip
import struct
from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import BinaryIO

import numpy as np

from wellserved.kit.tables.table import Cell, Column, Kind, Table
from wellserved.kit.tables.thrift import Long, Struct, packed, varint

MAGIC = b"PAR1"
AT_ONCE = 10_000
EPOCH = date(1970, 1, 1).toordinal()
BOOLEAN, INT32, INT64, DOUBLE, BYTE_ARRAY = 0, 1, 2, 5, 6
PHYSICAL: dict[Kind, int] = {"text": BYTE_ARRAY, "whole": INT64, "number": DOUBLE, "yes": BOOLEAN, "day": INT32}
MEANT: dict[Kind, Struct] = {"text": {6: 0, 10: {1: {}}}, "day": {6: 6, 10: {6: {}}}}  # converted and logical type
PLAIN, RLE, OPTIONAL, DATA_PAGE, GZIP = 0, 3, 1, 0, 2


def write_parquet(table: Table, out: BinaryIO) -> None:
    names = table.names
    at, count, groups = out.write(MAGIC), 0, []
    rows = table.settled()
    while some := list(islice(rows, AT_ONCE)):
        chunks, begun = [], at
        for name, column, cells in zip(names, table.columns, zip(*some, strict=True), strict=True):
            page, unpacked = _page(cells, column)
            out.write(page)
            chunks.append(_chunk(name, column, at, len(page), unpacked, len(some)))
            at += len(page)
        groups.append({1: chunks, 2: Long(at - begun), 3: Long(len(some))})
        count += len(some)
    schema: list[Struct] = [{4: "table", 5: len(names)}, *map(_element, names, table.columns)]
    foot = packed({1: 1, 2: schema, 3: Long(count), 4: groups, 6: "wellserved"})
    out.write(foot + struct.pack("<I", len(foot)) + MAGIC)


def _element(name: str, column: Column) -> Struct:
    return {1: PHYSICAL[column.kind], 3: OPTIONAL, 4: name, **MEANT.get(column.kind, {})}


def _page(cells: Sequence[Cell], column: Column) -> tuple[bytes, int]:
    """A column of some rows with its head, and how many bytes it is before it was made smaller."""
    there = _bits([cell is not None for cell in cells])
    levels = varint((len(there) << 1) | 1) + there  # in groups of eight, one bit each
    body = struct.pack("<I", len(levels)) + levels + _plain([cell for cell in cells if cell is not None], column.kind)
    small = gzip.compress(body, 6, mtime=0)
    head = {1: DATA_PAGE, 2: len(body), 3: len(small), 5: {1: len(cells), 2: PLAIN, 3: RLE, 4: RLE}}
    packed_head = packed(head)
    return packed_head + small, len(packed_head) + len(body)


def _plain(cells: Sequence[Cell], kind: Kind) -> bytes:
    if kind == "text":
        texts = [str(cell).encode() for cell in cells]
        return b"".join(struct.pack("<I", len(text)) + text for text in texts)
    if kind == "day":
        days = [cell.toordinal() - EPOCH for cell in cells if isinstance(cell, date)]
        return np.array(days, "<i4").tobytes()
    if kind == "yes":
        return _bits([bool(cell) for cell in cells])
    return np.array(cells, "<i8" if kind == "whole" else "<f8").tobytes()


def _bits(values: Sequence[bool]) -> bytes:
    return np.packbits(np.array(values, bool), bitorder="little").tobytes()


def _chunk(name: str, column: Column, at: int, size: int, unpacked: int, count: int) -> Struct:
    said: Struct = {1: PHYSICAL[column.kind], 2: [PLAIN, RLE], 3: [name], 4: GZIP, 5: Long(count)}
    return {2: Long(at), 3: {**said, 6: Long(unpacked), 7: Long(size), 9: Long(at)}}
