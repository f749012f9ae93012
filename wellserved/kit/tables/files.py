"""A table as a file of the kind that was asked for, and as the answer that hands it over."""

from __future__ import annotations

import io

from django.http import Http404, HttpRequest, HttpResponse

from wellserved.kit.tables.comma import write_csv
from wellserved.kit.tables.parquet import write_parquet
from wellserved.kit.tables.table import Table
from wellserved.kit.tables.workbook import write_xlsx

KINDS = (("CSV", "csv"), ("XLSX", "xlsx"), ("Parquet", "parquet"))
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
WRITERS = {"csv": write_csv, "xlsx": write_xlsx, "parquet": write_parquet}


def table_file(table: Table, kind: str) -> bytes:
    """The whole file: for what a page shows, which is never much."""
    out = io.BytesIO()
    WRITERS[kind](table, out)
    return out.getvalue()


def table_answer(request: HttpRequest, name: str, table: Table) -> HttpResponse:
    """The table under this name, as the kind that `?take=` says: CSV if it says nothing. Kept by nobody on the way."""
    kind = request.GET.get("take") or "csv"
    if kind not in TYPES:
        raise Http404
    answer = HttpResponse(table_file(table, kind), content_type=TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
