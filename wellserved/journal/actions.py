"""Writing the journal, and handing each entry to the reactions inside the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection

from wellserved.journal.models import Cursor, Entry
from wellserved.journal.shapes import SYSTEM, By, Happened
from wellserved.kit.clock import now

Reaction = Callable[[Happened], None]
_reactions: dict[str, list[Reaction]] = {}


def on(kind: str) -> Callable[[Reaction], Reaction]:
    """Run the decorated function for every entry of this kind. It may only enqueue."""

    def register(reaction: Reaction) -> Reaction:
        _reactions.setdefault(kind, []).append(reaction)
        return reaction

    return register


def record(
    *, kind: str, by: By = SYSTEM, subject_kind: str = "", subject_id: int | None = None, **details: Any
) -> Entry:
    """Write one entry. Must be called inside the transaction of what it tells of.

    `details` take ids, kinds, counts and field names: never words, never people's names.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{kind} was journalled outside a transaction")
    entry = Entry.objects.create(
        at=now(),
        kind=kind,
        actor_kind=by.kind,
        actor_id=by.id,
        subject_kind=subject_kind,
        subject_id=subject_id,
        details=details,
    )
    happened = Happened(entry.pk, entry.at, kind, subject_kind, subject_id, details)
    for reaction in _reactions.get(kind, ()):
        reaction(happened)
    return entry


def advance(*, cursor_name: str, to: int, since: int | None = None) -> bool:
    """Move a reader's cursor forward. In the transaction of what was done with the entries up to `to`.

    Whoever read without locking says `since` where: if somebody else has moved it, it stays, and this is False.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"the cursor {cursor_name} was moved outside a transaction")
    Cursor.objects.get_or_create(name=cursor_name)
    here = Cursor.objects.filter(name=cursor_name, last_id__lt=to)
    if since is not None:
        here = here.filter(last_id=since)
    return here.update(last_id=to) == 1
