"""Every write of this room."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.people.models import Contact, Member
from wellserved.promises.models import Promise


class AlreadyEndedError(Exception):
    """The promise was kept or broken before."""


@transaction.atomic
def make_promise(
    *,
    member: Member,
    text: str,
    due_at: datetime,
    by: By,
    contact: Contact | None = None,
    source_kind: str = "",
    source_id: int | None = None,
    private: bool = False,
) -> Promise:
    """Promise something to somebody by a moment; it stands on Today until kept, moved or broken."""
    promise = Promise.objects.create(
        member=member,
        contact=contact,
        text=text,
        due_at=due_at,
        source_kind=source_kind,
        source_id=source_id,
        private=private,
    )
    record(kind="promise.made", by=by, subject_kind="promise", subject_id=promise.pk, member=member.pk)
    return promise


def set_private(*, source_kind: str, source_id: int, private: bool) -> None:
    """Those made on this are as private as it is now. In the transaction of its room, which journals the change."""
    Promise.objects.filter(source_kind=source_kind, source_id=source_id).update(private=private)


@transaction.atomic
def keep_promise(*, promise_id: int, by: By, word: str = "") -> Promise:
    """Say that it was done."""
    return _end(promise_id, Promise.State.KEPT, word, by)


@transaction.atomic
def break_promise(*, promise_id: int, word: str, by: By) -> Promise:
    """Say that it will not be done, and why."""
    return _end(promise_id, Promise.State.BROKEN, word, by)


@transaction.atomic
def move_promise(*, promise_id: int, due_at: datetime, word: str, by: By) -> Promise:
    """Give it a later (or earlier) time, with a word why."""
    promise = _open_promise(promise_id)
    promise.due_at, promise.closing_word = due_at, word
    promise.moved_times += 1
    promise.save(update_fields=["due_at", "closing_word", "moved_times"])
    record(kind="promise.moved", by=by, subject_kind="promise", subject_id=promise.pk, times=promise.moved_times)
    return promise


@transaction.atomic
def change_promise(*, promise_id: int, member: Member, text: str, due_at: datetime, by: By) -> Promise:
    """What was promised is said otherwise by those with whom it was agreed, or somebody else does it."""
    promise = _open_promise(promise_id)
    promise.member, promise.text, promise.due_at = member, text, due_at
    promise.save(update_fields=["member", "text", "due_at"])
    record(kind="promise.changed", by=by, subject_kind="promise", subject_id=promise.pk, member=member.pk)
    return promise


@transaction.atomic
def withdraw_promise(*, promise_id: int, by: By) -> None:
    """It was agreed that this need not be done at all: nobody broke anything, and it stands nowhere any more."""
    promise = _open_promise(promise_id)
    promise.delete()
    record(kind="promise.withdrawn", by=by, subject_kind="promise", subject_id=promise_id)


def _end(promise_id: int, state: Promise.State, word: str, by: By) -> Promise:
    promise = _open_promise(promise_id)
    promise.state, promise.closing_word, promise.ended_at = state, word, now()
    promise.save(update_fields=["state", "closing_word", "ended_at"])
    record(kind=f"promise.{state.value}", by=by, subject_kind="promise", subject_id=promise.pk)
    return promise


def _open_promise(promise_id: int) -> Promise:
    promise = Promise.objects.select_for_update().get(pk=promise_id)
    if promise.state != Promise.State.OPEN:
        raise AlreadyEndedError
    return promise
