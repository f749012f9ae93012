"""What one journey writes is gone before the next begins, whatever refers to it."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from tests.cast import Cast
from wellserved.accounts.models import Account
from wellserved.people.models import Contact, Member, Membership, Team


@pytest.mark.django_db(transaction=True)
def test_nothing_of_the_cast_is_left(cast: Cast) -> None:
    assert cast.member.account_id
    call_command("flush", verbosity=0, interactive=False)
    for model in (Account, Member, Membership, Team, Contact):
        assert not model.objects.exists(), model.__name__
