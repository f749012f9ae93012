"""What is taken away: columns with their names and kinds, and rows that may come one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Literal

Cell = str | int | float | bool | date | None
Kind = Literal["text", "whole", "number", "yes", "day"]
PLACES = 6


@dataclass(frozen=True)
class Column:
    """A column by its name; what it holds is of one kind, or missing (None)."""

    name: str
    kind: Kind = "text"


@dataclass(frozen=True)
class Table:
    """Rows as wide as there are columns. They are read once, so they may be a generator."""

    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]

    @property
    def names(self) -> list[str]:
        """The columns' names, each only once.

        >>> Table((Column("Low"), Column("Low")), []).names
        ['Low', 'Low (2)']
        """
        names: list[str] = []
        for column in self.columns:
            name, again = column.name, 2
            while name in names:
                name, again = f"{column.name} ({again})", again + 1
            names.append(name)
        return names

    def settled(self) -> Iterator[tuple[Cell, ...]]:
        """The rows as every file has them, so that all say the same figures."""
        kinds = [column.kind for column in self.columns]
        for row in self.rows:
            yield tuple(_settled(cell, kind) for cell, kind in zip(row, kinds, strict=True))


def columns(names: str, kind: Kind = "text") -> tuple[Column, ...]:
    """Several of one kind, by name.

    >>> columns("asked answered", "whole")[1]
    Column(name='answered', kind='whole')
    """
    return tuple(Column(name, kind) for name in names.split())


def _settled(cell: Cell, kind: Kind) -> Cell:
    if cell is None:
        return None
    if kind == "number":
        value = float(cell)  # type: ignore[arg-type]
        return round(value, PLACES) if isfinite(value) else None
    if kind == "text":
        return str(cell).encode("utf-8", "replace").decode()  # half a character is none
    return int(cell) if kind == "whole" else cell  # type: ignore[arg-type]
