"""Who may enter the pages of this room."""

from __future__ import annotations

from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.accounts.models import ApiToken


def a_token(cast: Cast) -> dict[str, Any]:
    return {"token_id": ApiToken.objects.create(name="x", role="admin", token_hash=b"x" * 32).pk}


def a_worn_link(cast: Cast) -> dict[str, Any]:
    return {"uidb36": "1", "key": "1-worn"}


def no_passkey(cast: Cast) -> dict[str, Any]:
    return {"pk": 1}


ACCESS = [
    # Who is signed in already is sent on to Today.
    Page("sign_in", nobody=200, member=302),
    Page("account_login", nobody=200, member=302),
    Page("mfa_authenticate", nobody=302, member=302),
    Page("account_inactive", nobody=200),
    Page("single_sign_on", nobody=404, member=404),  # no provider is set
    Page("single_sign_on_back", nobody=404, member=404),
    Page("mfa_login_webauthn", nobody=302, member=302),
    Page("sign_out", method="post", nobody=302, member=302),
    Page("account_reset_password", nobody=200),
    Page("account_reset_password_done", nobody=200),
    Page("account_reset_password_from_key", make=a_worn_link, nobody=200),
    # One's own account only: there is no number in the address.
    Page("your_account"),
    Page("mfa_index"),
    Page("account_change_password"),
    Page("account_set_password", member=302),
    Page("account_reauthenticate"),
    Page("mfa_reauthenticate", member=302),
    Page("mfa_activate_totp", member=302),  # first: is it you?
    Page("mfa_deactivate_totp", member=404),  # not turned on
    Page("mfa_view_recovery_codes", member=404),
    Page("mfa_generate_recovery_codes", member=302),
    Page("mfa_list_webauthn"),
    Page("mfa_reauthenticate_webauthn", member=302),  # has none: another way is asked
    Page("mfa_add_webauthn", member=404),  # no passkeys at 127.0.0.1
    Page("mfa_remove_webauthn", make=no_passkey, member=302),  # first: is it you?
    Page("tokens", member=404, lead=404, manager=404, admin=200),
    Page("tokens", method="post", data={"name": "x", "role": "member"}, member=404, manager=404, admin=200),
    Page("token_revocation", make=a_token, method="post", member=404, manager=404, admin=302),
]
