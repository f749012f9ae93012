"""Opening and closing logins, what they may do, and keys to the API."""

from __future__ import annotations

from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from wellserved.accounts.models import Account, ApiToken, Role
from wellserved.journal.actions import record
from wellserved.journal.shapes import SYSTEM, By
from wellserved.kit.clock import now
from wellserved.kit.tokens import hash_token, new_token

USE_IS_NOTED_EVERY = timedelta(minutes=1)


class LastAdminError(ValueError):
    """What was asked for would leave nobody who may change settings."""

    def __init__(self) -> None:
        super().__init__("This is the only admin. Make somebody else an admin first.")


@transaction.atomic
def open_account(*, email: str, role: str = Role.MEMBER, password: str | None = None, by: By = SYSTEM) -> Account:
    """A login for this address. Without a password it waits for one to be chosen by a mailed link."""
    _check_role(role)
    address = email.strip().lower()
    if Account.objects.filter(email__iexact=address).exists():
        raise ValueError("Somebody already signs in with this address.")
    account = Account(email=address, role=role)
    if password is not None:
        try:
            validate_password(password, account)
        except ValidationError as refused:
            raise ValueError(" ".join(refused.messages)) from None
    account.set_password(password)
    account.save()
    record(kind="account.opened", by=by, subject_kind="account", subject_id=account.pk, role=role)
    return account


@transaction.atomic
def set_role(*, account_id: int, role: str, by: By) -> None:
    """What the account may do from now on. Never takes the last admin."""
    _check_role(role)
    account = _locked(account_id)
    if account.role == role:
        return
    if role != Role.ADMIN:
        _keep_an_admin(account)
    before, account.role = account.role, role
    account.save(update_fields=["role"])
    record(kind="account.role_changed", by=by, subject_kind="account", subject_id=account_id, before=before, after=role)


@transaction.atomic
def set_address(*, account_id: int, email: str, by: By) -> None:
    """The address that the account signs in with."""
    account = _locked(account_id)
    address = email.strip().lower()
    if account.email == address:
        return
    if Account.objects.filter(email__iexact=address).exclude(pk=account_id).exists():
        raise ValueError("Somebody else signs in with this address.")
    account.email = address
    account.save(update_fields=["email"])
    record(kind="account.address_changed", by=by, subject_kind="account", subject_id=account_id)


@transaction.atomic
def close_account(*, account_id: int, by: By) -> None:
    """Nobody signs in with it any more, and who is signed in is out at the next click. Never the last admin."""
    account = _locked(account_id)
    if not account.is_active:
        return
    _keep_an_admin(account)
    account.is_active = False
    account.save(update_fields=["is_active"])
    record(kind="account.closed", by=by, subject_kind="account", subject_id=account_id)


@transaction.atomic
def reopen_account(*, account_id: int, by: By) -> None:
    account = _locked(account_id)
    if account.is_active:
        return
    account.is_active = True
    account.save(update_fields=["is_active"])
    record(kind="account.reopened", by=by, subject_kind="account", subject_id=account_id)


@transaction.atomic
def link_account(*, account: Account, issuer: str, known_as: str) -> None:
    """Whoever this provider knows by this number signs in with the account from now on."""
    SocialAccount.objects.create(user=account, provider=issuer, uid=known_as)
    by = By("account", account.pk)
    record(kind="account.linked", by=by, subject_kind="account", subject_id=account.pk)


@transaction.atomic
def forget_second_steps(*, account_id: int, by: By) -> int:
    """Codes, spare codes and passkeys open nothing any more: for somebody whose phone is lost. Returns how many."""
    _, counted = Authenticator.objects.filter(user=account_id).delete()
    gone = int(counted.get("mfa.Authenticator", 0))
    if gone:
        record(
            kind="account.guard_changed", by=by, subject_kind="account", subject_id=account_id, what="second_steps_gone"
        )
    return gone


@transaction.atomic
def create_token(*, name: str, role: str, by: By = SYSTEM) -> tuple[ApiToken, str]:
    """A key to the REST API and its secret, which is nowhere else: show it once."""
    _check_role(role)
    name = " ".join(name.split())
    if not 0 < len(name) <= 80 or not name.isprintable():
        raise ValueError("A token needs a name of at most 80 characters, to know it by later.")
    secret = f"ws_{new_token()}"
    token = ApiToken.objects.create(name=name, role=role, token_hash=hash_token(secret))
    record(kind="token.created", by=by, subject_kind="token", subject_id=token.pk, role=role)
    return token, secret


@transaction.atomic
def revoke_token(*, token_id: int, by: By) -> bool:
    """The key opens nothing from now on. False if it did not before."""
    revoked = ApiToken.objects.filter(pk=token_id, revoked_at=None).update(revoked_at=now())
    if revoked:
        record(kind="token.revoked", by=by, subject_kind="token", subject_id=token_id)
    return bool(revoked)


def note_use(*, token: ApiToken) -> None:
    """Remember that the key was used; at most once a minute, for it is used by the thousand."""
    if token.last_used_at is None or now() - token.last_used_at > USE_IS_NOTED_EVERY:
        token.last_used_at = now()
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=token.last_used_at)


def _check_role(role: str) -> None:
    if role not in Role.values:
        raise ValueError(f"There is no such role. The roles are {', '.join(Role.values)}.")


def _locked(account_id: int) -> Account:
    """The account, with all admins locked: two admins cannot dismiss one another at once."""
    list(Account.objects.select_for_update().filter(role=Role.ADMIN).order_by("pk").values_list("pk"))
    return Account.objects.select_for_update().get(pk=account_id)


def _keep_an_admin(account: Account) -> None:
    if account.role != Role.ADMIN or not account.is_active:
        return
    if not Account.objects.filter(role=Role.ADMIN, is_active=True).exclude(pk=account.pk).exists():
        raise LastAdminError()
