"""Files of interactions: taken in batch by batch, so that what has landed stays, and a crash costs one batch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import transaction

from wellserved.interactions.actions.finding import Finder
from wellserved.interactions.actions.landing import AnotherRunError, land
from wellserved.interactions.models import Import, SavedMapping
from wellserved.interactions.sheets import columns
from wellserved.interactions.sheets.columns import Reading
from wellserved.interactions.sheets.intake import Intake, taking_in
from wellserved.journal.actions import record
from wellserved.journal.shapes import SYSTEM, By
from wellserved.kit.ahead import Ahead
from wellserved.kit.bulk import doing_meanwhile
from wellserved.kit.clock import now
from wellserved.kit.collecting import collecting_seldom
from wellserved.kit.sheets import UnreadableSheetError, open_sheet

BATCH = 2_000  # rows in one transaction: on SQLite an answer that comes in meanwhile waits for it
OURS = "Something went wrong on our side. What had landed is kept; carry on when it is mended."
STOPPED = "It was stopped by hand. What had landed is kept; carry on when you like."

Progress = Callable[[Import], None]


def import_file(
    path: str | Path,
    source: str,
    profile: str = "",
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    *,
    dates: str | None = None,
    resume: bool = False,
    by: By = SYSTEM,
) -> Import:
    """Take a file in, here and now: for the command line.

    `mapping` is column → field; what it leaves out is guessed. `dates`: iso, day or month first, if the rows leave
    it open. An interrupted run is carried on with `resume`. A ValueError says what must be said first.
    """
    path = Path(path).resolve()
    begun = None
    if resume:
        unfinished = Import.objects.filter(path=str(path), source=source).exclude(state=Import.State.DONE)
        begun = unfinished.exclude(state=Import.State.UPLOADED).order_by("-pk").first()
    if begun is None:
        begun = create_import(path=path, filename=path.name, source=source, profile=profile, by=by)
        kept = Reading.from_json(begun.mapping)
        said = {**{c: f for c, f in kept.columns.items() if f not in (mapping or {}).values()}, **(mapping or {})}
        start_import(run=begun, reading=Reading(said, dates or kept.dates), profile=begun.profile, by=by)
    return run_import(import_id=begun.pk, progress=progress, by=by)


def create_import(
    *, path: Path, filename: str, source: str, profile: str = "", started_by: int | None = None, by: By = SYSTEM
) -> Import:
    """Note a file that is here, and how it will probably be read: as the source's last one was, or by its names."""
    source = source.strip()
    if not source or len(source) > 60 or not source.isprintable():
        raise ValueError("Say where it comes from, in at most 60 printable characters.")
    if profile and profile not in columns.PROFILES:
        raise ValueError(f"There is no profile called {profile}. There are: {', '.join(columns.PROFILES)}.")
    sheet = open_sheet(path)
    kept = SavedMapping.objects.filter(source=source).first()
    sample = [cells for _, cells in islice(sheet.rows(), 500) if not isinstance(cells, str)]
    wanted = profile or (kept.profile if kept else columns.guess_profile(sheet.header))
    guessed = columns.guess_columns(sheet.header, wanted)
    if kept and kept.profile == wanted:
        known = Reading.from_json(kept.mapping).columns
        guessed = {column: known[column] for column in sheet.header if column in known} or guessed
    dates = columns.guess_dates(sheet.header, guessed, sample)
    if dates is None and kept and Reading.from_json(kept.mapping).dates != "iso":
        dates = Reading.from_json(kept.mapping).dates
    with transaction.atomic():
        run = Import.objects.create(
            filename="".join(letter for letter in filename if letter.isprintable())[-255:],
            path=str(path),
            source=source,
            profile=wanted,
            mapping=Reading(guessed, dates).as_json(),
            header=list(sheet.header),
            started_by_id=started_by,
        )
        record(kind="import.uploaded", by=by, subject_kind="import", subject_id=run.pk)
    return run


def start_import(*, run: Import, reading: Reading, profile: str, by: By = SYSTEM) -> None:
    """Settle how the file is read, and remember it for the next file of this source. A ValueError: not like this."""
    if run.state != Import.State.UPLOADED:
        raise ValueError("This file is being read already, or has been.")
    if wrong := columns.why_not_mapping(reading, run.header, profile):
        raise ValueError(wrong)
    with transaction.atomic():
        run.profile, run.mapping, run.state = profile, reading.as_json(), Import.State.RUNNING
        run.save(update_fields=["profile", "mapping", "state"])
        SavedMapping.objects.update_or_create(
            source=run.source, defaults={"profile": profile, "mapping": run.mapping, "saved_at": now()}
        )
        record(kind="import.started", by=by, subject_kind="import", subject_id=run.pk)


def carry_on_import(*, run: Import, by: By) -> None:
    """Start again where it stopped."""
    with transaction.atomic():
        stopped = Import.objects.filter(pk=run.pk, state=Import.State.FAILED)
        if not stopped.update(state=Import.State.RUNNING, problem=""):
            raise ValueError("This file is being read already, or has been.")
        record(kind="import.started", by=by, subject_kind="import", subject_id=run.pk)


def run_import(*, import_id: int, progress: Progress | None = None, by: By | None = None) -> Import:
    """Read on from where it stands, to the end. Harmless when it is done already."""
    run = Import.objects.get(pk=import_id)
    if run.state in (Import.State.DONE, Import.State.UPLOADED):
        return run
    run.state, run.problem = Import.State.RUNNING, ""
    run.save(update_fields=["state", "problem"])
    by = by or (By("member", run.started_by_id) if run.started_by_id else SYSTEM)
    try:
        reading = Reading.from_json(run.mapping)
        with (
            collecting_seldom(),
            taking_in(Path(run.path), run.profile, reading, run.source, run.position) as intake,
        ):
            _take_in(run, intake, by, progress)
    except UnreadableSheetError as problem:
        _stop(run, str(problem))
    except FileNotFoundError:
        _stop(run, "The file is not there any more. What had landed is kept; bring the file again.")
    except AnotherRunError:
        run.refresh_from_db()
    except KeyboardInterrupt:
        _stop(run, STOPPED)
        raise
    except Exception:
        _stop(run, OURS)
        raise
    return run


def forget_old_files() -> int:
    """Files that were uploaded and are done with go after thirty days. A recurring job."""
    old = Import.objects.filter(created_at__lt=now() - timedelta(days=30)).exclude(path="")
    gone = 0
    for run in old.filter(path__startswith=str(uploads()))[:100]:
        Path(run.path).unlink(missing_ok=True)
        run.path = ""
        run.save(update_fields=["path"])
        gone += 1
    return gone


def uploads() -> Path:
    """Where uploaded files lie until they are read."""
    return Path(settings.FILES_ROOT) / "imports"


def _take_in(run: Import, intake: Intake, by: By, progress: Progress | None) -> None:
    run.total = intake.total
    finder = Finder(by)
    if run.position == 0:
        land(run, intake.unread, finder, by)
    else:
        run.save(update_fields=["total"])
    batches = Ahead(intake.batches(BATCH))
    with doing_meanwhile(batches.make):
        for batch in batches:
            land(run, batch, finder, by)
            if progress:
                progress(run)
    with transaction.atomic():
        run.state, run.finished_at = Import.State.DONE, now()
        run.save(update_fields=["state", "finished_at"])
        counts = {name: getattr(run, name) for name in ("created", "updated", "unchanged", "rejected")}
        record(kind="import.finished", by=by, subject_kind="import", subject_id=run.pk, **counts)
    if progress:
        progress(run)


def _stop(run: Import, problem: str) -> None:
    Import.objects.filter(pk=run.pk).exclude(state=Import.State.DONE).update(
        state=Import.State.FAILED, problem=problem[:300]
    )
    run.refresh_from_db()
