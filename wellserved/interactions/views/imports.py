"""Files of interactions: bringing one, saying how it is read, watching it come in."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wellserved.interactions import tasks
from wellserved.interactions.actions import importing
from wellserved.interactions.actions.uploading import keep_upload
from wellserved.interactions.forms import UploadForm
from wellserved.interactions.models import Import
from wellserved.interactions.queries import imports_visible_to
from wellserved.interactions.sheets import columns, looking
from wellserved.interactions.sheets.columns import Reading
from wellserved.kit.sheets import UnreadableSheetError, guarded
from wellserved.people.actors import actor_of

ORDERS = {
    "iso": "Year first, or the month as a word",
    "day": "Day first: 31/12/2026",
    "month": "Month first: 12/31/2026",
}


def imports(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not actor.sees_all:
        raise Http404
    found = imports_visible_to(actor).select_related("started_by")[:100]
    return render(request, "interactions/imports.html", {"found": found})


def import_new(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not actor.sees_all:
        raise Http404
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        path = keep_upload(file, importing.uploads())
        try:
            run = importing.create_import(
                path=path,
                filename=file.name,
                source=form.cleaned_data["source"],
                started_by=actor.member_id,
                by=actor.by,
            )
            return redirect("import", run.pk)
        except ValueError as problem:
            path.unlink(missing_ok=True)
            form.add_error("file" if isinstance(problem, UnreadableSheetError) else None, str(problem))
    return render(request, "interactions/import_new.html", {"form": form})


def import_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Before it starts: how it is read, with a look at its first rows. Then: how far it is."""
    run = _visible(request, pk)
    if run.state == Import.State.UPLOADED:
        asked = request.GET if "profile" in request.GET else None
        return _mapping_page(request, run, *_said(asked, run))
    rejected = run.rejected_rows.order_by("line")[:20]
    context = {"run": run, "rejected": rejected, "running": run.state == Import.State.RUNNING}
    return render(request, "interactions/import_run.html", context)


@require_POST
def import_start(request: HttpRequest, pk: int) -> HttpResponse:
    run = _visible(request, pk)
    profile, reading = _said(request.POST, run)
    try:
        with transaction.atomic():
            importing.start_import(run=run, reading=reading, profile=profile, by=actor_of(request).by)
            tasks.run_import.enqueue(run.pk)
    except ValueError as problem:
        if run.state != Import.State.UPLOADED:
            return redirect("import", pk)
        return _mapping_page(request, run, profile, reading, str(problem))
    return redirect("import", pk)


@require_POST
def import_carry_on(request: HttpRequest, pk: int) -> HttpResponse:
    run = _visible(request, pk)
    try:
        with transaction.atomic():
            importing.carry_on_import(run=run, by=actor_of(request).by)
            tasks.run_import.enqueue(run.pk)
    except ValueError as problem:
        messages.error(request, str(problem))
    return redirect("import", pk)


def import_rejected(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The rows that could not land, to be mended and brought again."""
    run = _visible(request, pk)
    writer = csv.writer(_Echo())

    def lines() -> Iterator[str]:
        yield "\ufeff" + writer.writerow([guarded(cell) for cell in (*run.header, "Line", "Reason")])
        for row in run.rejected_rows.order_by("line").iterator(chunk_size=500):
            cells = [*row.cells[: len(run.header)], *[""] * (len(run.header) - len(row.cells))]
            yield writer.writerow([*map(guarded, cells), row.line, guarded(row.reason)])

    answer = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="rejected-{run.pk}.csv"'
    return answer


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _visible(request: HttpRequest, pk: int) -> Import:
    return get_object_or_404(imports_visible_to(actor_of(request)), pk=pk)


def _said(asked: QueryDict | None, run: Import) -> tuple[str, Reading]:
    """The mapping as the page says it, or as it was guessed."""
    if asked is None:
        return run.profile, Reading.from_json(run.mapping)
    profile = asked.get("profile", run.profile)
    profile = profile if profile in columns.PROFILES else run.profile
    known = columns.fields_of(profile)
    said = {c: asked.get(f"column-{n}", "") for n, c in enumerate(run.header)}
    chosen = {column: name for column, name in said.items() if name in known}
    if profile != asked.get("was", profile):
        chosen = columns.guess_columns(run.header, profile)
    dates = asked.get("dates", "")
    return profile, Reading(chosen, dates if dates in ORDERS else None)


def _mapping_page(request: HttpRequest, run: Import, profile: str, reading: Reading, problem: str = "") -> HttpResponse:
    wrong = problem or columns.why_not_mapping(reading, run.header, profile)
    try:
        look = looking.look_at(Path(run.path), run.source, profile, reading, readable=not wrong)
    except (UnreadableSheetError, FileNotFoundError):
        raise Http404 from None
    context: dict[str, Any] = {
        "run": run,
        "profile": profile,
        "profiles": columns.PROFILES,
        "fields": columns.fields_of(profile),
        "columns": [
            (number, column, values, reading.columns.get(column, ""))
            for number, (column, values) in enumerate(look.samples)
        ],
        "look": look,
        "landing": look.landing[: looking.SHOWN],
        "rejected": look.rejected[: looking.SHOWN],
        "orders": ORDERS,
        "dates": reading.dates,
        "wrong": wrong,
    }
    return render(request, "interactions/import_mapping.html", context, status=422 if problem else 200)
