"""Forgetting one person: in one transaction, while no rows come in from a help desk (decision 14)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from wellserved.custody.erasing.finding import Found, find, letters_about, whose
from wellserved.custody.erasing.registry import AT_LAST
from wellserved.custody.erasing.sweeping import hidden, sweep
from wellserved.files.forgetting import unused
from wellserved.interactions.actions.storing import one_writer
from wellserved.interactions.models import Import
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.forgetting import STANDS_IN, Piece, Whose
from wellserved.mail.models import Letter, LetterFile
from wellserved.people.models import Contact

SOMEBODY = "Somebody who was forgotten"


def forget_contact(*, contact_id: int, words_too: bool, why: str = "asked", by: By) -> dict[str, int]:
    """Take away who they are and, if `words_too`, what they said. What was counted stays counted.

    Returns how many rows of each kind of table were emptied or taken away. The journal notes that, and nothing else.
    """
    gone: set[Path] = set()
    with _written_over(), transaction.atomic():
        one_writer()
        contact = Contact.objects.select_for_update().get(pk=contact_id)
        person = whose(contact)
        found = find(person)
        done = _empty_letters(found, gone)
        for one in found:
            done[one.piece.model._meta.label_lower] += len(one.rows)
            gone |= _empty(one.piece, one.rows, person, words_too=words_too)
        gone |= _throw_files_away()
        sweep(person)
        counts = {label: count for label, count in sorted(done.items()) if count}
        record(
            kind="contact.forgotten", by=by, subject_kind="contact", subject_id=contact_id,
            words=words_too, why=why, rows=sum(counts.values()),
        )  # fmt: skip
        transaction.on_commit(lambda: _unlink(gone))
    return counts


@contextmanager
def _written_over() -> Iterator[None]:
    """On SQLite what is deleted is written over in the file as well, instead of only being taken off its list."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = ON")
        try:
            yield
        finally:
            cursor.execute("PRAGMA secure_delete = OFF")


def _empty(piece: Piece, rows: list[Any], person: Whose, *, words_too: bool) -> set[Path]:
    files: set[Path] = set()
    goes = piece.row == "goes" or (piece.row == "goes with the words" and words_too)
    for row in rows:
        here = piece.model._base_manager.filter(pk=row.pk)
        if goes:
            here.delete()
            files |= set(piece.unused(row)) if piece.unused else set()
            continue
        fills = dict(piece.who) | (dict(piece.words) if words_too else {})
        values = {column: fill(row) if callable(fill) else fill for column, fill in fills.items()}
        if not words_too:
            values |= {column: hidden(person, getattr(row, column)) for column in piece.words}
        if values:
            here.update(**values)
        files |= set(piece.unused(row)) if piece.unused else set()
    return files


def _empty_letters(found: Iterable[Found], files: set[Path]) -> Counter[str]:
    """Letters to them go; what colleagues were told of them is emptied, and does not leave if it has not yet."""
    about = letters_about(one for one in found if one.piece is not AT_LAST)
    along = LetterFile.objects.filter(letter__in=about)
    checksums = list(along.values_list("sha256", flat=True))
    along.delete()
    files |= set(unused(checksums))
    ours = about.filter(audience=Letter.Audience.STAFF)
    ours.filter(state=Letter.State.QUEUED).update(state=Letter.State.CANCELLED)
    emptied = ours.update(subject=SOMEBODY, text=STANDS_IN, html="", calendar="")
    gone, _ = about.filter(audience=Letter.Audience.CUSTOMER).delete()
    return Counter({"mail.letter": gone + emptied})


def _throw_files_away() -> set[Path]:
    """Files that interactions came in by are kept a month. Any that has been read may hold the person, so all go."""
    read = Import.objects.filter(state=Import.State.DONE).exclude(path="")
    uploads = str(settings.FILES_ROOT)
    paths = {Path(path) for path in read.values_list("path", flat=True) if path.startswith(uploads)}
    read.filter(path__startswith=uploads).update(path="")
    return paths


def _unlink(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
