"""Seals: what was written cannot be changed, dropped or slipped in without `wellserved journal verify` saying so."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from wellserved.journal import sealing
from wellserved.journal.actions import record
from wellserved.journal.models import Entry, Seal

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    monkeypatch.setattr(sealing, "SEGMENT", 5)
    with transaction.atomic():
        ids = [record(kind="thing.happened", subject_id=n, n=n / 3, deep={"z": 1, "a": [None]}).pk for n in range(13)]
        assert sealing.seal_segment() == 5
        assert sealing.seal_segment() == 5
        assert sealing.seal_segment() == 0, "an unfinished segment waits"
    return ids


def test_untouched_seals_hold(sealed: list[int]) -> None:
    checked = sealing.verify_seals()
    assert (checked.seals, checked.entries, checked.unsealed, checked.broken) == (2, 10, 3, None)


@pytest.mark.parametrize(
    "change",
    [
        lambda ids: Entry.objects.filter(pk=ids[7]).update(details={"n": 1}),
        lambda ids: Entry.objects.filter(pk=ids[7]).delete(),
        lambda ids: Entry.objects.filter(pk=ids[7]).update(actor_id=1),
        lambda ids: Seal.objects.order_by("last_id").first().delete(),
    ],
)
def test_a_change_breaks_the_seal(sealed: list[int], change: Any) -> None:
    change(sealed)
    broken = sealing.verify_seals().broken
    assert broken is not None
    assert broken.last_id == sealed[9]
