"""One table, three files: they say the same, and a text is a text in each."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.http import Http404
from django.test import RequestFactory
from fastparquet import ParquetFile
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pandas import isna

from wellserved.kit.sheets.formulas import FORMULA
from wellserved.kit.tables import Cell, Column, Table, parquet, table_answer, table_file

HEAD = (Column("name"), Column("n", "whole"), Column("rate", "number"), Column("few", "yes"), Column("day", "day"))
HOSTILE = [
    '=HYPERLINK("http://x","y")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "#N/A",
    "{=1}",
    "_x0041_",
    "\x00",
    "TRUE",
    "1e5",
]
ROWS = st.tuples(
    st.none()
    | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"]), max_size=20)
    | st.sampled_from(HOSTILE),
    st.none() | st.integers(-(2**53), 2**53),
    st.none() | st.floats(-1e9, 1e9),
    st.none() | st.booleans(),
    st.none() | st.dates(date(1901, 1, 1), date(2200, 12, 31)),
)


def from_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def from_xlsx(content: bytes) -> list[tuple[Any, ...]]:
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    assert not any(cell.data_type in "fe" for row in sheet.iter_rows() for cell in row)
    return [tuple(row) for row in sheet.iter_rows(min_row=2, values_only=True)]


def from_parquet(content: bytes) -> list[tuple[Any, ...]]:
    frame = ParquetFile(io.BytesIO(content)).to_pandas().astype(object)
    return [tuple(None if isna(cell) else cell for cell in row) for row in frame.itertuples(index=False)]


def said(cell: Cell) -> str:
    """A cell as CSV has it."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    text = "" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(FORMULA) else text


@settings(max_examples=25)
@given(st.lists(ROWS, max_size=12))
@example([("=1", 0, -0.0, False, date(1969, 12, 31)), (None, None, None, None, None)])
def test_every_file_says_the_same(rows: list[tuple[Cell, ...]]) -> None:
    table = Table(HEAD, rows)
    want = list(table.settled())
    assert [list(row.values()) for row in from_csv(table_file(table, "csv"))] == [list(map(said, row)) for row in want]
    kept = from_parquet(table_file(table, "parquet"))
    assert [(*row[:4], row[4] and row[4].date()) for row in kept] == want
    shown = from_xlsx(table_file(table, "xlsx"))
    shown += [(None,) * 5] * (len(want) - len(shown))  # rows of nothing at the end are not kept
    for got, row in zip(shown, want, strict=True):
        assert got[0] == (row[0].replace("\x00", "\ufffd") or None if isinstance(row[0], str) else None)
        assert got[1:4] == row[1:4]
        assert (got[4] and got[4].date()) == row[4]


def test_a_text_is_never_a_formula_even_in_a_heading() -> None:
    table = Table((Column("=1+1"),), [(text,) for text in HOSTILE])
    sheet = load_workbook(io.BytesIO(table_file(table, "xlsx"))).worksheets[0]
    cells = [row[0] for row in sheet.iter_rows()]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells][:4] == ["=1+1", *HOSTILE[:3]]
    assert table_file(table, "csv").decode().splitlines()[:3] == ["'=1+1", '"\'=HYPERLINK(""http://x"",""y"")"', "'+1"]


def test_no_number_is_an_infinity_and_no_column_stands_twice() -> None:
    table = Table((Column("Low", "number"), Column("Low", "number")), [(float("inf"), 0.1234567)])
    assert from_csv(table_file(table, "csv")) == [{"Low": "", "Low (2)": "0.123457"}]
    assert from_xlsx(table_file(table, "xlsx")) == from_parquet(table_file(table, "parquet")) == [(None, 0.123457)]


def test_many_rows_are_written_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "AT_ONCE", 7)
    alive, most = [0], [0]

    def rows() -> Any:
        for i in range(30):
            most[0] = max(most[0], i - alive[0])
            yield (f"row {i}", i)

    class Out(io.BytesIO):
        def write(self, some: Any, /) -> int:
            alive[0] += 3.5  # two columns for each seven rows
            return super().write(some)

    out = Out()
    parquet.write_parquet(Table(HEAD[:2], rows()), out)
    assert from_parquet(out.getvalue()) == [(f"row {i}", i) for i in range(30)]
    assert most[0] <= 7


def test_what_is_too_long_for_a_cell_is_cut_there_alone() -> None:
    table = Table((Column("words"),), [("x" * 40_000,)])
    assert len(from_xlsx(table_file(table, "xlsx"))[0][0]) == 32_767
    assert len(from_csv(table_file(table, "csv"))[0]["words"]) == 40_000


@pytest.mark.parametrize(("kind", "begins"), [("csv", b"name"), ("xlsx", b"PK"), ("parquet", b"PAR1")])
def test_it_is_handed_over_under_its_name_and_kept_by_nobody(kind: str, begins: bytes) -> None:
    got = table_answer(RequestFactory().get(f"/?take={kind}"), "pulse", Table(HEAD, []))
    assert got.content.startswith(begins)
    assert got["Content-Disposition"] == f'attachment; filename="pulse.{kind}"'
    assert got["Cache-Control"] == "private, no-store"


def test_another_kind_is_not_found() -> None:
    assert table_answer(RequestFactory().get("/"), "pulse", Table(HEAD, []))["Content-Type"].startswith("text/csv")
    with pytest.raises(Http404):
        table_answer(RequestFactory().get("/?take=exe"), "pulse", Table(HEAD, []))
