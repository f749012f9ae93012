"""As much of Thrift's compact protocol as the head of a Parquet file needs: fields in order, each with its number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

TRUE, FALSE, I32, I64, BINARY, LIST, STRUCT = 1, 2, 5, 6, 8, 9, 12


@dataclass(frozen=True)
class Long:
    """A whole number of 64 bits; a plain int has 32."""

    value: int


Struct = dict[int, Any]  # fields by number, ascending: bool, int, Long, str, Struct, or a list of these


def packed(fields: Struct) -> bytes:
    """A struct, fields by number, ascending."""
    out, last = bytearray(), 0
    for number, value in fields.items():
        out.append((number - last) << 4 | _kind(value))
        out += b"" if isinstance(value, bool) else _value(value)
        last = number
    return bytes(out) + b"\0"


def varint(value: int) -> bytes:
    """Seven bits a byte, the lowest first.

    >>> varint(300).hex()
    'ac02'
    """
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def _kind(value: object) -> int:
    if isinstance(value, bool):
        return TRUE if value else FALSE
    for python, kind in ((int, I32), (Long, I64), (str, BINARY), (dict, STRUCT)):
        if isinstance(value, python):
            return kind
    return LIST


def _value(value: object) -> bytes:
    if isinstance(value, int):
        return varint(value << 1)  # zigzag; nothing here is below zero
    if isinstance(value, Long):
        return varint(value.value << 1)
    if isinstance(value, str):
        text = value.encode()
        return varint(len(text)) + text
    if isinstance(value, dict):
        return packed(value)
    assert isinstance(value, list)
    kind, count = _kind(value[0]) if value else STRUCT, len(value)
    head = bytes([count << 4 | kind]) if count < 15 else bytes([0xF0 | kind]) + varint(count)
    return head + b"".join(_value(one) for one in value)
