"""Keys to the API are shown once, and there is always an admin."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from wellserved.accounts import actions, queries
from wellserved.accounts.models import Account, ApiToken
from wellserved.journal.models import Entry


def test_a_key_opens_until_it_is_revoked_and_only_its_hash_is_kept(cast: Cast) -> None:
    token, secret = actions.create_token(name="  help  desk ", role="manager", by=cast.admin_by)
    kept = ApiToken.objects.get()
    assert (kept.name, kept.role) == ("help desk", "manager")
    assert secret.encode() not in bytes(kept.token_hash)
    assert queries.token_for(secret) == token
    assert queries.token_for(secret + "x") is None
    assert queries.token_for("") is None
    assert queries.token_for("\ud800") is None
    assert actions.revoke_token(token_id=token.pk, by=cast.admin_by)
    assert not actions.revoke_token(token_id=token.pk, by=cast.admin_by)
    assert queries.token_for(secret) is None
    assert not Entry.objects.filter(details__icontains="desk").exists()


def test_use_is_noted_at_most_once_a_minute(cast: Cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    token, _ = actions.create_token(name="x", role="admin")
    with django_assert_num_queries(1):
        for _ in range(5):
            actions.note_use(token=token)
    assert ApiToken.objects.get().last_used_at is not None


@pytest.mark.parametrize("name", ["", "x" * 81, "a\x00b"])
def test_a_key_without_a_good_name_is_refused(cast: Cast, name: str) -> None:
    with pytest.raises(ValueError, match="needs a name"):
        actions.create_token(name=name, role="admin")
    with pytest.raises(ValueError, match="no such role"):
        actions.create_token(name="x", role="owner")


def test_the_last_admin_can_be_neither_demoted_nor_closed(cast: Cast) -> None:
    admin = cast.admin.account
    assert admin
    with pytest.raises(actions.LastAdminError):
        actions.set_role(account_id=admin.pk, role="member", by=cast.admin_by)
    with pytest.raises(actions.LastAdminError):
        actions.close_account(account_id=admin.pk, by=cast.admin_by)
    second = actions.open_account(email="Two@campus.example", role="admin", by=cast.admin_by)
    actions.close_account(account_id=second.pk, by=cast.admin_by)
    with pytest.raises(actions.LastAdminError):
        actions.set_role(account_id=admin.pk, role="manager", by=cast.admin_by)
    actions.reopen_account(account_id=second.pk, by=cast.admin_by)
    actions.set_role(account_id=admin.pk, role="manager", by=cast.admin_by)
    assert Account.objects.filter(role="admin", is_active=True).get() == second


def test_one_login_per_address_whatever_its_case(cast: Cast) -> None:
    with pytest.raises(ValueError, match="already signs in"):
        actions.open_account(email="ADA@campus.example")
    second = actions.open_account(email="two@campus.example")
    with pytest.raises(ValueError, match="Somebody else"):
        actions.set_address(account_id=second.pk, email="Ada@Campus.example", by=cast.admin_by)
