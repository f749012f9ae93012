"""Files of interactions: rows and events, good and bad, once and twice, interrupted and carried on."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from openpyxl import Workbook

from wellserved.interactions.actions import importing, landing
from wellserved.interactions.actions.importing import import_file
from wellserved.interactions.models import Import, Interaction, RejectedRow, SavedMapping
from wellserved.interactions.sheets.rows import RowReader

ROOT = Path(__file__).resolve().parents[3]
TICKETS = ROOT.parent / "shared/data/tickets"
if not TICKETS.exists():
    TICKETS = Path("/work/shared/data/tickets")


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "tickets.csv"
    path.write_bytes(text.encode(encoding, "surrogateescape"))
    return path


def counts(run: Import) -> tuple[int, int, int, int]:
    return run.created, run.updated, run.unchanged, run.rejected


def told(run: Import) -> dict[int, str]:
    return dict(run.rejected_rows.values_list("line", "reason"))


def ids() -> set[str]:
    return set(Interaction.objects.values_list("external_id", flat=True))


@pytest.mark.data
@pytest.mark.skipif(not TICKETS.exists(), reason="the public data sets are not beside the project")
@pytest.mark.parametrize("name", ["helpdesk.csv", "bpi_13_incidents.csv"])
def test_a_real_event_log_becomes_its_cases(db: Any, name: str) -> None:
    cases: dict[str, list[datetime]] = {}
    with (TICKETS / name).open(newline="") as file:
        for case, _, moment in list(csv.reader(file))[1:]:
            cases.setdefault(case, []).append(datetime.fromisoformat(moment).replace(tzinfo=UTC))
    run = import_file(TICKETS / name, "log")
    assert (run.profile, run.state, counts(run)) == ("events", "done", (len(cases), 0, 0, 0))
    kept = {it.external_id: (it.opened_at, it.closed_at, it.closings) for it in Interaction.objects.all()}
    assert kept == {case: (min(moments), max(moments), 1) for case, moments in cases.items()}
    assert counts(import_file(TICKETS / name, "log")) == (0, 0, len(cases), 0)


def test_bad_rows_are_told_by_line_and_the_rest_lands(db: Any, tmp_path: Path) -> None:
    text = (
        "Ticket ID;Subject;Created;Closed;Contact email\n"
        'T1;"two\nlines";2026-03-01 10:00;2026-03-02 10:00;a@x.example\n'
        "T2;closed too early;2026-03-02;2026-03-01;\n"
        "\n"
        "T3;no date;yesterday;;\n"
        ";no number;2026-03-01;;\n"
        "T4;too many;2026-03-01;;;;more\n"
        "T5;no address;2026-03-01;;nobody\n"
        "T6;short\n"
        "T7;null\x00byte;2026-03-01;;\n"
        "T8;good;2026-03-01T10:00:00+02:00;;\n"
    )
    run = import_file(write(tmp_path, text), "desk")
    assert (run.state, counts(run), ids()) == ("done", (3, 0, 0, 6), {"T1", "T6", "T8"})
    reasons = told(run)
    assert list(reasons) == [4, 6, 7, 8, 9, 11]
    for line, words in {4: "closed before", 6: "not a date", 7: "id is missing", 8: "7 cells", 9: "address"}.items():
        assert words in reasons[line]
    first = Interaction.objects.get(external_id="T1")
    assert (first.subject, first.contact and first.contact.email) == ("two lines", "a@x.example")
    assert run.rejected_rows.get(line=4).cells[:2] == ["T2", "closed too early"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_however_it_is_written(db: Any, tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = [["id", "subject"], ["1", "Müller, Zoë; über-groß"], ["2", 'say "hi"']]
    path = tmp_path / "t.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(lines)
    assert counts(import_file(path, "desk")) == (2, 0, 0, 0)
    assert Interaction.objects.get(external_id="1").subject == "Müller, Zoë; über-groß"


def test_an_excel_file_is_read_too(db: Any, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Number", "Opened", "VIP", "Ask"],
        [4711, datetime(2026, 3, 1, 10), True, "no"],
        [None, None, None, None],
        [4712.0, None, False, None],
        [4713, None, None, "perhaps"],
    ):
        sheet.append(row)
    book.save(tmp_path / "t.xlsx")
    assert counts(import_file(tmp_path / "t.xlsx", "desk")) == (2, 0, 0, 1)
    found = Interaction.objects.get(external_id="4711")
    assert (found.opened_at, found.matters) == (datetime(2026, 3, 1, 10, tzinfo=UTC), True)
    assert list(Interaction.objects.order_by("external_id").values_list("ask", flat=True)) == [False, True]
    reason = "Whether somebody may be asked about it is neither yes nor no."
    assert RejectedRow.objects.get().reason == reason


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0rest of it", "old Excel"),
        (b"PK\x03\x04 and no more", "damaged"),
        (b"subject\nno number\n", "which column is Its number"),
        (b"id,created\n1,03/04/2026\n", "day first or month first"),
    ],
)
def test_what_cannot_be_read_is_said_before_anything_lands(db: Any, tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "t"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=words):
        import_file(path, "desk")
    assert not Interaction.objects.exists()


def test_day_and_month_are_chosen_never_guessed(db: Any, tmp_path: Path) -> None:
    path = write(tmp_path, "id,created\n1,03/04/2026 9:05\n")
    import_file(path, "desk", dates="day")
    assert Interaction.objects.get().opened_at == datetime(2026, 4, 3, 9, 5, tzinfo=UTC)
    path = write(tmp_path, "id,created\n1,03/04/2026 9:05 PM\n")
    import_file(path, "american", dates="month")
    assert Interaction.objects.get(source="american").opened_at == datetime(2026, 3, 4, 21, 5, tzinfo=UTC)


def test_how_a_source_is_read_is_remembered(db: Any, tmp_path: Path) -> None:
    path = write(tmp_path, "Vorfall,Wer\n1,Ann\n")
    with pytest.raises(ValueError, match="Its number"):
        import_file(path, "desk")
    import_file(path, "desk", mapping={"Vorfall": "external_id", "Wer": "members"})
    assert counts(import_file(path, "desk")) == (0, 0, 1, 0)
    assert SavedMapping.objects.get().mapping["columns"]["Wer"] == "members"


def test_the_last_good_row_about_one_wins_even_batches_later(
    db: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    text = "id,created,closed,subject\nA,2026-03-01,,open\nB,2026-03-01,,b\nC,2026-03-01,,c\n"
    text += "A,2026-03-01,2026-03-02,shut\nA,2026-03-01,never,broken\n"
    path = write(tmp_path, text)
    assert counts(import_file(path, "desk")) == (3, 0, 1, 1)
    assert counts(import_file(path, "desk")) == (0, 0, 4, 1)
    found = Interaction.objects.get(external_id="A")
    assert (found.subject, found.closings) == ("shut", 1)


def test_an_interrupted_import_is_carried_on_where_it_stood(
    db: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 10)
    path = write(tmp_path, "id\n" + "".join(f"T{n}\n" for n in range(95)))

    def stop_at_thirty(run: Import) -> None:
        if run.position == 30:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_file(path, "desk", progress=stop_at_thirty)
    stopped = Import.objects.get()
    assert (stopped.state, stopped.position, Interaction.objects.count()) == ("failed", 30, 30)
    positions: list[int] = []
    run = import_file(path, "desk", resume=True, progress=lambda run: positions.append(run.position))
    assert (run.pk, run.state, counts(run)) == (stopped.pk, "done", (95, 0, 0, 0))
    assert positions[0] == 40
    assert importing.run_import(import_id=run.pk).position == 95


def test_what_was_read_lands_even_if_the_rest_cannot_be(
    db: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On PostgreSQL the next batch is read while the server is busy with this one."""
    monkeypatch.setattr(importing, "BATCH", 10)
    read_together, done = RowReader.read_together, 0

    def until_the_disk_breaks(reader: RowReader, rows: Any) -> Any:
        nonlocal done
        done += 1
        if done == 3:
            raise OSError("the disk is gone")
        return read_together(reader, rows)

    monkeypatch.setattr(RowReader, "read_together", until_the_disk_breaks)
    path = write(tmp_path, "id\n" + "".join(f"T{n}\n" for n in range(95)))
    read_when_landing: list[int] = []
    with pytest.raises(OSError, match="the disk"):
        import_file(path, "desk", progress=lambda run: read_when_landing.append(done))
    run = Import.objects.get()
    assert (run.state, run.position, Interaction.objects.count()) == ("failed", 20, 20)
    assert read_when_landing == ([2, 3] if connection.vendor == "postgresql" else [1, 2])


def test_a_batch_that_fails_leaves_nothing_of_itself(db: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "id\nA\nB\n")
    monkeypatch.setattr(landing, "_keep", None)
    with pytest.raises(TypeError):
        import_file(path, "desk")
    run = Import.objects.get()
    assert (run.state, run.position, Interaction.objects.count()) == ("failed", 0, 0)
    assert "on our side" in run.problem


def test_two_runs_of_one_import_do_not_land_a_row_twice(
    db: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    path = write(tmp_path, "id\nA\nB\nC\nD\n")
    again: list[Import] = []

    def a_second_worker(run: Import) -> None:
        if not again:
            again.append(run)
            importing.run_import(import_id=run.pk)

    run = import_file(path, "desk", progress=a_second_worker)
    assert (run.state, run.position, counts(run)) == ("done", 4, (4, 0, 0, 0))


def test_events_that_cannot_be_read_are_told_once(db: Any, tmp_path: Path) -> None:
    text = "case,activity,time,team\nA,open,2026-03-01 10:00,Desk\nA,note,soon,Desk\n"
    text += ",open,2026-03-01,Desk\nA,end,2026-03-02,Labs\n"
    run = import_file(write(tmp_path, text), "log")
    assert (run.profile, counts(run), sorted(told(run))) == ("events", (1, 0, 0, 2), [3, 4])
    found = Interaction.objects.get()
    assert (found.team and found.team.name, found.closed_at) == ("Labs", datetime(2026, 3, 2, tzinfo=UTC))


def test_a_header_with_null_bytes_can_be_kept(db: Any, tmp_path: Path) -> None:
    run = import_file(write(tmp_path, "i\x00d,\x01,subject\nA,b,c\n"), "desk", mapping={"i d": "external_id"})
    assert (run.header, counts(run)) == (["i d", "Column 2", "subject"], (1, 0, 0, 0))
    with pytest.raises(ValueError, match="printable"):
        import_file(write(tmp_path, "id\nA\n"), "de\x00sk")
