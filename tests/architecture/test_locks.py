"""The guard in tests/locks.py sees what a test's own transaction would hide."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from tests.cast import Cast
from tests.locks import NoTransactionError
from wellserved.people.models import Team


def lock(cast: Cast) -> Any:
    return Team.objects.select_for_update().get(pk=cast.desk.pk)


def test_a_lock_outside_a_transaction_is_seen(cast: Cast) -> None:
    with pytest.raises(NoTransactionError, match=r"people\.Team is locked"):
        lock(cast)
    with transaction.atomic():
        assert lock(cast) == cast.desk
    with pytest.raises(NoTransactionError):
        list(Team.objects.select_for_update().values_list("pk"))


@pytest.mark.django_db(transaction=True)
def test_it_is_seen_without_a_test_transaction_too() -> None:
    with pytest.raises(NoTransactionError):
        Team.objects.select_for_update().first()
    with transaction.atomic():
        assert Team.objects.select_for_update().first() is None
