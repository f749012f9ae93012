"""Reading the journal in batches, without ever skipping an entry."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from itertools import starmap

from django.db import connection
from django.db.models import Max, QuerySet

from wellserved.journal.models import Cursor, Entry
from wellserved.journal.shapes import Happened

HAPPENED = ("id", "at", "kind", "subject_kind", "subject_id", "details")
PATIENCE = 0.05  # seconds to wait for writers that are just committing


def pull(cursor_name: str, kinds: Iterable[str], limit: int) -> list[Happened]:
    """The next entries of these kinds after the cursor, oldest first, at most `limit`.

    Inside a transaction the cursor is locked until its end, so that two readers of one cursor take turns. Handle the
    batch, then call `journal.actions.advance` in that transaction. Outside one nothing is locked: look where the cursor
    stands before, and tell `advance`.
    """
    rows = Cursor.objects.filter(name=cursor_name)
    if connection.in_atomic_block:
        Cursor.objects.get_or_create(name=cursor_name)
        rows = rows.select_for_update()
    after = rows.values_list("last_id", flat=True).first() or 0
    upto = settled_id()
    entries = Entry.objects.filter(kind__in=list(kinds), id__gt=after, id__lte=upto).order_by("id")
    return list(starmap(Happened, entries.values_list(*HAPPENED)[:limit]))


def standing_of(cursor_name: str) -> int:
    """Up to which entry a reader has come. Looks without locking."""
    return Cursor.objects.filter(name=cursor_name).values_list("last_id", flat=True).first() or 0


def settled_id() -> int:
    """No entry with this id or a lower one will appear any more.

    SQLite writes one transaction after the other: ids are committed in order. PostgreSQL gives out an id before its
    transaction commits, so a lower id can appear after a higher one. But whoever has been given an id holds a row
    lock on the table until the end of its transaction, and becomes visible before letting it go. So: note the highest
    id given out, then who writes to the journal; once all of those have ended, everything up to that id is decided.
    Writers pay nothing for this and are never made to wait.
    """
    if connection.vendor != "postgresql":
        return int(Entry.objects.aggregate(highest=Max("id"))["highest"] or 0)
    return _postgres.settled()


class _Settling(threading.local):
    """What this thread knows of writers in flight; a fresh thread starts from nothing and loses nothing.

    It is kept by thread because a thread's own transaction is not counted among the writers.
    """

    known = 0
    pending: tuple[int, set[str]] | None = None

    def settled(self) -> int:
        if self.pending is not None and not self.pending[1] & self._writers():
            self.known, self.pending = max(self.known, self.pending[0]), None
        highest = self._given_out()
        if highest < self.known:  # not the database it was: a restored copy, a test
            self.known, self.pending = 0, None
        writers = self._writers()
        deadline = time.monotonic() + PATIENCE
        while writers and time.monotonic() < deadline:
            time.sleep(0.003)
            writers &= self._writers()
        if not writers:
            self.known, self.pending = highest, None
        elif self.pending is None:
            self.pending = highest, writers
        return self.known

    def _given_out(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM journal_entry_id_seq")
            return int(cursor.fetchone()[0])

    def _writers(self) -> set[str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT virtualtransaction FROM pg_locks WHERE locktype = 'relation' AND mode = 'RowExclusiveLock'"
                " AND relation = 'journal_entry'::regclass AND pid <> pg_backend_pid()"
                " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            )
            return {row[0] for row in cursor.fetchall()}


_postgres = _Settling()


def entries(
    *, kind: str = "", subject_kind: str = "", subject_id: int | None = None, before: int | None, limit: int | None
) -> QuerySet[Entry]:
    """Entries, newest first, from `before` on; for admins only."""
    found = Entry.objects.order_by("-id")
    if kind:
        found = found.filter(kind=kind)
    if subject_kind:
        found = found.filter(subject_kind=subject_kind)
        found = found.filter(subject_id=subject_id) if subject_id is not None else found
    if before is not None:
        found = found.filter(id__lt=before)
    return found[:limit]


def kinds() -> list[str]:
    """The kinds that have occurred. Hops from kind to kind through the index, however long the journal is."""
    found: list[str] = []
    while len(found) < 500:
        later = Entry.objects.filter(kind__gt=found[-1]) if found else Entry.objects.all()
        following = later.order_by("kind").values_list("kind", flat=True).first()
        if following is None:
            break
        found.append(following)
    return found
