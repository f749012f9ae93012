"""One batch of a file: its interactions, its counts and how far the file has been read, in one transaction."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F

from wellserved.interactions.actions.finding import Finder
from wellserved.interactions.actions.upserting import upsert_interactions
from wellserved.interactions.models import Import, RejectedRow
from wellserved.interactions.sheets.intake import Batch
from wellserved.journal.shapes import By

REJECTED_KEPT = 10_000  # rows of one import; more are counted only


class AnotherRunError(RuntimeError):
    """Somebody else carries this import on: a task may be started twice."""


def land(run: Import, batch: Batch, finder: Finder, by: By) -> None:
    """One batch, its counts and how far we are: together or not at all."""
    try:
        with transaction.atomic():
            report = upsert_interactions(rows=batch.rows, by=by, finder=finder)
            rejected = sorted(batch.unread + report.rejected)
            moved = Import.objects.filter(pk=run.pk, position=run.position, state=Import.State.RUNNING).update(
                position=F("position") + batch.count,
                total=run.total,
                created=F("created") + report.created,
                updated=F("updated") + report.updated,
                unchanged=F("unchanged") + report.unchanged + batch.superseded,
                rejected=F("rejected") + len(rejected),
            )
            if not moved:
                raise AnotherRunError
            _keep(run, rejected, batch)
    except BaseException:
        finder.forget()
        raise
    run.refresh_from_db()


def _keep(run: Import, rejected: list[tuple[int, str]], batch: Batch) -> None:
    """The rows that could not land, so that they can be mended: as many as anybody would look at."""
    kept = rejected[: max(0, REJECTED_KEPT - run.rejected)]
    if kept:
        cells = batch.cells_on({line for line, _ in kept})
        RejectedRow.objects.bulk_create(
            [
                RejectedRow(run=run, line=line, reason=reason[:300], cells=_storable(cells.get(line, ())))
                for line, reason in kept
            ],
            ignore_conflicts=True,
            batch_size=500,
        )


def _storable(cells: Any) -> list[str]:
    """The cells as they can be kept: what could not be decoded shown as such, and no longer than they can be read."""
    kept = [str(cell)[:2_000].encode("utf-8", "replace").decode().replace("\x00", "\ufffd") for cell in cells]
    return kept if sum(map(len, kept)) < 20_000 else [cell[:200] for cell in kept][:100]
