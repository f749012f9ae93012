"""Changes are queued in the caller's transaction."""

from datetime import date

import pytest
from django.db import transaction

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
