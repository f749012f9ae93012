"""Files of interactions over REST."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest
from ninja import Field, File, Form, Router, Schema, Status
from ninja import Path as InPath
from ninja.files import UploadedFile

from wellserved.interactions import tasks
from wellserved.interactions.actions import importing
from wellserved.interactions.actions.uploading import keep_upload
from wellserved.interactions.api.routes import writer
from wellserved.interactions.models import Import
from wellserved.interactions.queries import imports_visible_to
from wellserved.interactions.sheets.columns import ROWS, Reading, guess_columns
from wellserved.interactions.sheets.rows import RowReader
from wellserved.kit.problems import Problem
from wellserved.kit.sheets import open_sheet
from wellserved.people.actors import actor_of_token

router = Router(tags=["interactions"])
AT_ONCE = 1_000_000  # bytes; a bigger file is read by the worker
SHOWN = 500
MAPPING = 'JSON, column → field, such as {"Ticket": "external_id"}; the rest is guessed.'


class RejectedLine(Schema):
    """A line that could not land, and why."""

    line: int = Field(description="The line it begins on, from 1; the header is line 1.")
    external_id: str | None = Field(description="Its external id, if it had one.")
    reason: str = Field(description="What is wrong with it, in a sentence.")


class ImportOut(Schema):
    """A file on its way in, or what became of it."""

    id: int = Field(description="The number of this import.")
    href: str = Field(description="Where to ask how far it is.")
    state: str = Field(description="running, done, or failed.")
    source: str = Field(description="Where its interactions come from.")
    profile: str = Field(description="rows: one row is one interaction. events: one row is one event of it.")
    position: int = Field(description="How many interactions of the file have been read.")
    total: int | None = Field(description="How many there are; null until it is known.")
    created: int = Field(description="New ones.")
    updated: int = Field(description="Known ones that are different now.")
    unchanged: int = Field(description="Known ones about which nothing was new.")
    rejected_count: int = Field(description="How many could not land.")
    rejected: list[RejectedLine] = Field(description=f"The first {SHOWN} of them. The others did land.")
    problem: str = Field(description="Why it stopped; empty if it did not.")


@router.post(
    "/imports/interactions",
    response={200: ImportOut, 202: ImportOut},
    operation_id="import_interactions",
    summary="Import a file of interactions",
)
def import_interactions(
    request: HttpRequest,
    file: UploadedFile = File(..., description="CSV with a header in its first line, or XLSX."),  # type: ignore[type-arg] # noqa: B008
    source: str = Form("", description="Where it comes from; not needed if a column says so."),  # type: ignore[type-arg]
    profile: str = Form("", description="rows or events; left out, it is told from the header."),  # type: ignore[type-arg]
    mapping: str = Form("", description=MAPPING),  # type: ignore[type-arg]
    dates: str = Form("", description="iso, day or month first: needed when the dates leave it open."),  # type: ignore[type-arg]
) -> Any:
    """A small file is read at once (200); a bigger one by the worker (202): ask at `href` how far it is."""
    actor = writer(request)
    said = _mapping(mapping)
    small = (file.size or 0) <= AT_ONCE
    with tempfile.TemporaryDirectory(prefix="wellserved-import-") as folder:
        path = keep_upload(file, Path(folder) if small else importing.uploads())
        try:
            named = source or _source_column(path)
            run = importing.create_import(
                path=path, filename=file.name or "file", source=named, profile=profile, by=actor.by
            )
            kept = Reading.from_json(run.mapping)
            columns = {**{c: f for c, f in kept.columns.items() if f not in said.values()}, **said}
            reading = Reading(columns, dates or kept.dates)
            with transaction.atomic():
                importing.start_import(run=run, reading=reading, profile=run.profile, by=actor.by)
                if not small:
                    tasks.run_import.enqueue(run.pk)
        except ValueError as problem:
            path.unlink(missing_ok=True)
            raise Problem(422, f"Nothing was saved. {problem}") from None
        if small:
            run = importing.run_import(import_id=run.pk, by=actor.by)
    return Status(200 if small else 202, out(run))


@router.get("/imports/{import_id}", response=ImportOut, operation_id="read_import", summary="How far an import is")
def read_import(
    request: HttpRequest,
    import_id: int = InPath(..., description="The number of the import.", ge=1, lt=2**63),  # type: ignore[type-arg]
) -> dict[str, Any]:
    """What became of a file, or how far it is."""
    found = imports_visible_to(actor_of_token(request.auth)).filter(pk=import_id).first()  # type: ignore[attr-defined]
    if found is None:
        raise Http404("There is no import with this number.")
    return out(found)


def out(run: Import) -> dict[str, Any]:
    """An import as the API shows it."""
    reader = RowReader(run.header, Reading.from_json(run.mapping), run.source)
    rejected = [
        {
            "line": row.line,
            "external_id": (reader.key(row.cells)[1] or None) if len(row.cells) >= len(run.header) else None,
            "reason": row.reason,
        }
        for row in run.rejected_rows.order_by("line")[:SHOWN]
    ]
    names = ("id", "state", "source", "profile", "position", "total", "created", "updated", "unchanged", "problem")
    return {
        **{name: getattr(run, name) for name in names},
        "href": f"{settings.BASE_URL}/api/v1/imports/{run.pk}",
        "rejected_count": run.rejected,
        "rejected": rejected,
    }


def _mapping(text: str) -> dict[str, str]:
    try:
        said = json.loads(text or "{}")
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or not all(isinstance(value, str) for value in said.values()):
        raise Problem(422, "The mapping is no JSON object of column and field. Nothing was saved.")
    return said


def _source_column(path: Path) -> str:
    """What the source is called when every row names its own."""
    if "source" not in guess_columns(open_sheet(path).header, ROWS).values():
        raise ValueError("Say the source, or bring a column of that name.")
    return "api"
