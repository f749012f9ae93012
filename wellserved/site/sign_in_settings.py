"""Django's settings of signing in: accounts, passwords, the second step."""

from __future__ import annotations

import sys

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if "pytest" in sys.modules:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "wellserved.accounts.passwords.LongEnough"},
    {"NAME": "wellserved.accounts.passwords.NotEverybodys"},
    {"NAME": "wellserved.accounts.passwords.NotOnesName"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "wellserved.accounts.adapter.AccountAdapter"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "wellserved.accounts.links.PasswordLinks"  # noqa: S105
ACCOUNT_FORMS = {
    "login": "wellserved.accounts.forms.SignInForm",
    "set_password": "wellserved.accounts.forms.FirstPasswordForm",
    "reset_password": "wellserved.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "wellserved.accounts.forms.NewPasswordForm",
    "change_password": "wellserved.accounts.forms.ChangePasswordForm",
    "reauthenticate": "wellserved.accounts.forms.ReauthenticateForm",
}
MFA_ADAPTER = "wellserved.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Wellserved"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an admin gave the address, nobody signs up with one
MFA_FORMS = {
    "authenticate": "wellserved.accounts.forms.CodeForm",
    "reauthenticate": "wellserved.accounts.forms.CodeAgainForm",
    "activate_totp": "wellserved.accounts.forms.TwoFactorForm",
    "add_webauthn": "wellserved.accounts.forms.PasskeyForm",
}
