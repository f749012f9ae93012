"""What can be visited in this room. Names that begin with account_ or mfa_ are the ones allauth looks for."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from wellserved.accounts.views import signing_in, tokens

urlpatterns: list[URLPattern] = [
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-in/", signing_in.sign_in, name="account_login"),
    path("sign-in/code/", signing_in.code, name="mfa_authenticate"),
    path("sign-in/closed/", signing_in.closed, name="account_inactive"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("forgotten-password/", signing_in.forgotten, name="account_reset_password"),
    path("forgotten-password/sent/", signing_in.forgotten_sent, name="account_reset_password_done"),
    re_path(
        r"^new-password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        signing_in.new_password,
        name="account_reset_password_from_key",
    ),
    path("account/", signing_in.your_account, name="your_account"),
    path("account/", signing_in.your_account, name="mfa_index"),
    path("account/password/", signing_in.change_password, name="account_change_password"),
    path("account/password/first/", signing_in.set_password, name="account_set_password"),
    path("account/once-more/", signing_in.password_again, name="account_reauthenticate"),
    path("account/once-more/code/", signing_in.code_again, name="mfa_reauthenticate"),
    path("account/two-factor/", signing_in.two_factor_on, name="mfa_activate_totp"),
    path("account/two-factor/off/", signing_in.two_factor_off, name="mfa_deactivate_totp"),
    path("account/spare-codes/", signing_in.spare_codes, name="mfa_view_recovery_codes"),
    path("account/spare-codes/new/", signing_in.new_spare_codes, name="mfa_generate_recovery_codes"),
    path("settings/tokens/", tokens.tokens, name="tokens"),
    path("settings/tokens/<int:token_id>/revocation/", tokens.token_revocation, name="token_revocation"),
]
