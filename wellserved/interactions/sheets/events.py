"""An event log folded into interactions: the first event opened it, the last one closed it.

The log may be longer than memory: it is folded in a temporary SQLite file, thrown away afterwards.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta

from wellserved.interactions.shapes import InteractionIn
from wellserved.interactions.sheets.columns import Reading
from wellserved.interactions.sheets.rows import RowReader
from wellserved.interactions.times import read_moment

AT_ONCE = 5_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = timedelta(microseconds=1)
FOLD = """
INSERT INTO folded (source, external_id, line, opened, closed, cells) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (source, external_id) DO UPDATE SET
  cells = CASE WHEN excluded.closed >= closed THEN excluded.cells ELSE cells END,
  opened = min(opened, excluded.opened), closed = max(closed, excluded.closed)
"""
Unread = tuple[int, str, Sequence[str]]  # line, reason, cells


class Folding:
    """One file's events. `fold` them all, then `interactions` in the order in which they first appeared."""

    def __init__(self, header: Sequence[str], reading: Reading, source: str) -> None:
        columns = {column: name for column, name in reading.columns.items() if name not in ("time", "activity")}
        self._reader = RowReader(header, Reading(columns, reading.dates), source)
        self._time = next(n for n, column in enumerate(header) if reading.columns.get(column) == "time")
        self._dates = reading.dates or "iso"
        self._file = tempfile.NamedTemporaryFile(prefix="wellserved-events-", suffix=".sqlite3")  # noqa: SIM115
        self._base = sqlite3.connect(self._file.name, isolation_level=None)
        self._base.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-32000; PRAGMA temp_store=FILE;"
            "CREATE TABLE folded (source TEXT, external_id TEXT, line INTEGER, opened INTEGER, closed INTEGER,"
            " cells TEXT, PRIMARY KEY (source, external_id)) WITHOUT ROWID;"
        )

    def __enter__(self) -> Folding:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()
        self._file.close()

    def fold(self, rows: Iterable[tuple[int, list[str] | str]]) -> Iterator[Unread]:
        """Take all events in; yields those that could not be read."""
        waiting: list[tuple[object, ...]] = []
        for line, cells in rows:
            if isinstance(cells, str):
                yield line, cells, []
                continue
            try:
                waiting.append(self._event(line, cells))
            except ValueError as reason:
                yield line, str(reason), cells
            if len(waiting) >= AT_ONCE:
                self._put(waiting)
                waiting = []
        self._put(waiting)
        self._base.execute("CREATE INDEX by_line ON folded (line)")

    def count(self) -> int:
        return int(self._base.execute("SELECT count(*) FROM folded").fetchone()[0])

    def interactions(self, skip: int = 0) -> Iterator[tuple[int, InteractionIn | str, list[str]]]:
        """The line each first appeared on; the interaction, or why there is none; the cells of its last event."""
        query = "SELECT line, opened, closed, cells FROM folded ORDER BY line LIMIT -1 OFFSET ?"
        with closing(self._base.execute(query, [skip])) as found:
            for line, opened, closed, kept in found:
                cells = json.loads(kept)
                try:
                    row = self._reader.read(cells)
                    given = (row.given or frozenset()) | {"opened_at", "closed_at"}
                    row = row._replace(opened_at=_moment(opened), closed_at=_moment(closed), given=given)
                    yield line, row, cells
                except ValueError as reason:
                    yield line, str(reason), cells

    def _event(self, line: int, cells: list[str]) -> tuple[object, ...]:
        source, external_id = self._reader.key(cells)
        if not external_id:
            raise ValueError("The external id is missing.")
        moment = read_moment(cells[self._time], self._dates, "The time of the event")
        if moment is None:
            raise ValueError("The time of the event is missing.")
        kept = json.dumps(cells)  # ASCII: what could not be decoded survives as it was
        text = external_id.encode("utf-8", "backslashreplace").decode()
        ticks = (moment - EPOCH) // SECOND
        return (source.encode("utf-8", "backslashreplace").decode(), text, line, ticks, ticks, kept)

    def _put(self, events: list[tuple[object, ...]]) -> None:
        self._base.execute("BEGIN")
        self._base.executemany(FOLD, events)
        self._base.execute("COMMIT")


def _moment(ticks: int) -> datetime:
    return EPOCH + ticks * SECOND
