"""Who may sign in, and how they come to it."""

from __future__ import annotations

import pytest

from wellserved.accounts.models import Account
from wellserved.kit.clock import now
from wellserved.people.actions import create_admin


def test_the_first_admin_chooses_a_password_that_is_none_of_the_common_ones(db: None) -> None:
    with pytest.raises(ValueError, match=r"too (short|common)"):
        create_admin(email="first@campus.example", password="password", name="First")
    with pytest.raises(ValueError, match="not an e-mail address"):
        create_admin(email="first", password="a long enough word", name="First")
    assert not Account.objects.exists()
    member = create_admin(email="First@campus.example", password="a long enough word", name="First  Admin")
    assert member.account
    assert (member.name, member.account.role, member.account.email) == ("First Admin", "admin", "first@campus.example")
    assert member.account.check_password("a long enough word")
    assert member.created_at <= now()
