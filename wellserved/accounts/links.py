"""The link by which somebody chooses a password: works once, for three days, and is stored nowhere.

A letter in the outbox holds only the seed; the token is made from it when the letter leaves, with the
installation's key. The seed changes with the password and with every sign-in, so a used link is a dead one.
"""

from __future__ import annotations

import hashlib
import hmac
import time

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from wellserved.accounts.models import Account
from wellserved.kit.tokens import derive_token

LIFETIME = 3 * 24 * 3600
PURPOSE = "password"


class PasswordLinks:
    """What allauth calls a token generator."""

    def make_token(self, account: Account) -> str:
        stamp = _stamp()
        return f"{stamp}-{derive_token(PURPOSE, _seed(account, stamp), settings.SECRET_KEY)}"

    def check_token(self, account: Account | None, token: str) -> bool:
        stamp, _, given = (token or "").partition("-")
        if account is None or not account.is_active or not stamp.isascii() or not stamp.isdigit() or len(stamp) > 12:
            return False
        right = derive_token(PURPOSE, _seed(account, stamp), settings.SECRET_KEY)
        fresh = 0 <= time.time() - int(stamp) < LIFETIME
        return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), right.encode()) and fresh


def link_for_letter(account: Account) -> str:
    """The address for a letter, with a marker where the token will be."""
    stamp = _stamp()
    return _link(account, f"{stamp}-{{{{token:{PURPOSE}:{_seed(account, stamp)}}}}}")


def link_to_hand_over(account: Account) -> str:
    """The address itself, for an admin whose installation cannot send letters yet."""
    return _link(account, PasswordLinks().make_token(account))


def _link(account: Account, key: str) -> str:
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(account), "key": "KEY"})
    return str(settings.BASE_URL) + path.replace("KEY", key)


def _stamp() -> str:
    return str(int(time.time()))


def _seed(account: Account, stamp: str) -> str:
    signed_in = account.last_login.isoformat() if account.last_login else ""
    state = f"{account.password}|{signed_in}|{account.email}"
    return f"{account.pk}-{stamp}-{hashlib.sha256(state.encode()).hexdigest()[:32]}"
