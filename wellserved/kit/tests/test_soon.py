"""The writer of answers gets SQLite's lock when it is free, waits for it no longer than others, and hides nothing."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import OperationalError, connection, transaction

from wellserved.kit import soon
from wellserved.kit.soon import writing_soon

pytestmark = pytest.mark.django_db(transaction=True)


def groups() -> list[str]:
    return list(Group.objects.order_by("name").values_list("name", flat=True))


def holding(held: threading.Event, let_go: threading.Event) -> threading.Thread:
    """A thread that has the lock, and a group that it writes at the end."""

    def hold() -> None:
        with transaction.atomic():
            Group.objects.create(name="first")
            held.set()
            let_go.wait(10)
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(10)
    return thread


def test_it_writes_all_or_nothing() -> None:
    with writing_soon():
        Group.objects.create(name="kept")
    with pytest.raises(ZeroDivisionError), writing_soon():
        Group.objects.create(name="lost")
        raise ZeroDivisionError
    assert groups() == ["kept"]


def test_it_waits_until_the_lock_is_free() -> None:
    held, let_go = threading.Event(), threading.Event()
    thread = holding(held, let_go)
    threading.Timer(0.05, let_go.set).start()
    with writing_soon():
        Group.objects.create(name="second")
    thread.join()
    assert groups() == ["first", "second"]


def test_it_gives_up_in_the_end_and_leaves_the_patience_of_others_as_it_was(monkeypatch: Any) -> None:
    if connection.vendor != "sqlite":
        return  # nobody waits for a lock on everything
    held, let_go = threading.Event(), threading.Event()
    thread = holding(held, let_go)
    monkeypatch.setattr(soon, "PATIENCE", 0.02)
    began = time.monotonic()
    try:
        with pytest.raises(OperationalError, match="locked"), writing_soon():
            pass
    finally:
        let_go.set()
        thread.join()
    assert time.monotonic() - began < 5  # and not the twenty seconds of everybody
    assert groups() == ["first"]
    monkeypatch.undo()
    with writing_soon():
        pass
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (20_000,)


def test_within_a_transaction_it_is_a_part_of_it() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        with writing_soon():
            Group.objects.create(name="inner")
        raise ZeroDivisionError
    assert groups() == []
