"""What can be visited in this room. Names that begin with account_ or mfa_ are the ones allauth looks for."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from wellserved.accounts.views import passkeys, signing_in, single_sign_on, tokens

urlpatterns: list[URLPattern] = [
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-in/", signing_in.sign_in, name="account_login"),
    path("sign-in/code/", signing_in.code, name="mfa_authenticate"),
    path("sign-in/closed/", signing_in.closed, name="account_inactive"),
    path("sign-in/with/", single_sign_on.begin, name="single_sign_on"),
    path("sign-in/with/back/", single_sign_on.back, name="single_sign_on_back"),
    path("sign-in/passkey/", passkeys.sign_in, name="mfa_login_webauthn"),
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
    path("account/", signing_in.your_account, name="mfa_list_webauthn"),
    path("account/once-more/passkey/", passkeys.once_more, name="mfa_reauthenticate_webauthn"),
    path("account/passkeys/new/", passkeys.new, name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/removal/", passkeys.removal, name="mfa_remove_webauthn"),
    path("settings/tokens/", tokens.tokens, name="tokens"),
    path("settings/tokens/<int:token_id>/revocation/", tokens.token_revocation, name="token_revocation"),
]
