"""What pages show, taken away as CSV, XLSX and Parquet, and asked for by a program: the same figures in all of them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from django.test import Client as Browser
from fastparquet import ParquetFile
from openpyxl import load_workbook
from pandas import isna

from tests.cast import Cast
from wellserved.insight.tests.world import a_month
from wellserved.kit.clock import now

TODAY = now().date()
HOSTILE = '=HYPERLINK("http://evil.example","Biology")'
PAGES = ["/pulse/figures.csv", "/pulse/figures.csv?period=90-days", "/silence/figures.csv", "/pulse/?chart=weeks"]
MONTHS = "/clients/{client}/months.csv"


def taken(cast: Cast, address: str, kind: str, who: str = "manager") -> Any:
    got = cast.browser(who).get(f"{address}{'&' if '?' in address else '?'}take={kind}")
    assert got.status_code == 200
    assert got["Content-Disposition"].endswith(f'.{kind}"')
    assert got["Cache-Control"] == "private, no-store"
    return got.content


def as_csv_says(cell: Any) -> str:
    if cell is None or isna(cell):
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return f"{cell:%Y-%m-%d}" if isinstance(cell, date) else str(cell)


def same(text: str, cell: Any) -> bool:
    """Numbers as numbers: 1 is 1.0. Texts as texts, but for the mark that guards one in a CSV."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and not isna(cell):
        return float(text) == cell
    return text.removeprefix("'") == as_csv_says(cell)


def compare(lines: list[list[str]], rows: list[Any]) -> None:
    assert len(lines) == len(rows) > 0
    for line, row in zip(lines, rows, strict=True):
        assert all(same(text, cell) for text, cell in zip(line, row, strict=True)), (line, row)


@pytest.mark.parametrize("address", [*PAGES, MONTHS])
def test_each_kind_of_file_has_the_same_figures(cast: Cast, address: str) -> None:
    cast.biology.name = HOSTILE
    cast.biology.save()
    a_month(cast, TODAY)
    address = address.format(client=cast.biology.pk)
    head, *lines = csv.reader(io.StringIO(taken(cast, address, "csv").decode()))
    sheet = load_workbook(io.BytesIO(taken(cast, address, "xlsx"))).worksheets[0]
    assert not any(cell.data_type in "fe" for row in sheet.iter_rows() for cell in row)
    shown, *rows = sheet.iter_rows(values_only=True)
    assert list(shown) == head
    compare(lines, rows)
    frame = ParquetFile(io.BytesIO(taken(cast, address, "parquet"))).to_pandas().astype(object)
    assert list(frame.columns) == head
    compare(lines, list(frame.itertuples(index=False)))


def test_a_hostile_name_is_a_text_in_each(cast: Cast) -> None:
    cast.biology.name = HOSTILE
    cast.biology.save()
    a_month(cast, TODAY)
    sheet = load_workbook(io.BytesIO(taken(cast, PAGES[0], "xlsx"))).worksheets[0]
    cells = [row[1] for row in sheet.iter_rows() if row[0].value == "client"]
    assert (HOSTILE, "s") in {(cell.value, cell.data_type) for cell in cells}
    assert f"client,\"'{HOSTILE.replace(chr(34), chr(34) * 2)}" in taken(cast, PAGES[0], "csv").decode()
    assert HOSTILE in set(ParquetFile(io.BytesIO(taken(cast, PAGES[0], "parquet"))).to_pandas()["name"])


def test_a_program_is_told_the_same(cast: Cast, api_token: str) -> None:
    a_month(cast, TODAY)
    headers = {"HTTP_AUTHORIZATION": f"Bearer {api_token}"}
    said = json.loads(Browser().get("/api/v1/pulse", **headers).content)
    sheet = load_workbook(io.BytesIO(taken(cast, f"{PAGES[0]}?period=all", "xlsx"))).worksheets[0]
    names, whole, *_ = sheet.iter_rows(values_only=True)
    row = dict(zip(names, whole, strict=True))
    for name in ("served", "asked", "answered", "by_doors"):
        assert row[name] == said[name]
    for rate in ("bullseye", "achieved", "felt"):
        assert row[f"{rate}_n"] == said[rate]["n"]
        for key, end in (("estimate", ""), ("low", "_low"), ("high", "_high")):
            assert row[f"{rate}{end}"] == round(said[rate][key], 6)
    assert row["felt_mean"] == round(said["felt"]["mean"], 6)


def test_every_page_offers_each_kind_for_what_it_looks_at(cast: Cast) -> None:
    a_month(cast, TODAY)
    pulse = cast.browser("manager").get("/pulse/?period=90-days").content.decode()
    silence = cast.browser("manager").get("/silence/").content.decode()
    for kind in ("csv", "xlsx", "parquet"):
        assert f'href="/pulse/figures.csv?period=90-days&amp;take={kind}"' in pulse
        assert f'href="/silence/figures.csv?take={kind}"' in silence


@pytest.mark.parametrize("address", ["/pulse/figures.csv?take=exe", "/silence/figures.csv?take=svg"])
def test_no_other_kind_is_found(cast: Cast, address: str) -> None:
    assert cast.browser("manager").get(address).status_code == 404
