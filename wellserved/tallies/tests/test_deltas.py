"""Changes are queued in the caller's transaction."""

from datetime import date

import pytest
from django.db import transaction

from wellserved.tallies import tasks
from wellserved.tallies.actions import add_deltas
from wellserved.tallies.models import Delta
from wellserved.tallies.shapes import DeltaIn


@pytest.mark.django_db(transaction=True)
def test_a_change_counts_only_if_what_it_tells_of_is_kept() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        add_deltas(deltas=[DeltaIn(date(2026, 3, 2), served=1)])
        raise RuntimeError
    assert not Delta.objects.exists()
    add_deltas(deltas=[DeltaIn(date(2026, 3, 2), team=7, answered=1, achieved_after=2, felt_after=5)] * 3)
    assert [(row.team, row.achieved_after) for row in Delta.objects.all()] == [(7, 2)] * 3


def test_batches_are_small_until_we_are_far_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting, limits = [13_000], []

    def take(*, limit: int) -> int:
        limits.append(limit)
        taken = min(limit, waiting[0])
        waiting[0] -= taken
        return taken

    monkeypatch.setattr(tasks, "fold_deltas", take)
    assert tasks.fold_tallies() == 13_000
    assert limits == [1_000] * 5 + [5_000, 5_000]
