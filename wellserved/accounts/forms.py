"""The forms of signing in, in our words and without placeholders, and the form of an API token."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms

from wellserved.accounts.models import Role

PASSWORD_HINT = "At least ten characters that nobody would guess. Three words that do not belong together are good."  # noqa: S105


class InOurWords:
    """Labels and hints by field name; no placeholders, which vanish when they are needed."""

    labels: dict[str, str] = {}
    hints: dict[str, str] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")


class SignInForm(InOurWords, account.LoginForm):  # type: ignore[misc]
    labels = {"login": "E-mail address", "password": "Password"}


class ForgottenPasswordForm(InOurWords, account.ResetPasswordForm):  # type: ignore[misc]
    labels = {"email": "E-mail address"}


class NewPasswordForm(InOurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    labels = {"password1": "New password", "password2": "The same again"}
    hints = {"password1": PASSWORD_HINT}


class FirstPasswordForm(InOurWords, account.SetPasswordForm):  # type: ignore[misc]
    labels = {"password1": "New password", "password2": "The same again"}
    hints = {"password1": PASSWORD_HINT}


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):  # type: ignore[misc]
    labels = {"oldpassword": "Present password", "password1": "New password", "password2": "The same again"}
    hints = {"password1": PASSWORD_HINT}


class ReauthenticateForm(InOurWords, account.ReauthenticateForm):  # type: ignore[misc]
    labels = {"password": "Password"}


class CodeForm(InOurWords, mfa.AuthenticateForm):  # type: ignore[misc]
    labels = {"code": "Code"}
    hints = {"code": "Six figures from the app on your phone, or one of your spare codes."}


class CodeAgainForm(InOurWords, mfa.ReauthenticateForm):  # type: ignore[misc]
    labels = {"code": "Code"}
    hints = {"code": "Six figures from the app on your phone, or one of your spare codes."}


class TwoFactorForm(InOurWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    labels = {"code": "The six figures that the app shows"}


class TokenForm(forms.Form):
    name = forms.CharField(
        max_length=80, label="What is it for?", help_text="To know it by later, such as “help desk, nightly import”."
    )
    role = forms.ChoiceField(
        choices=[("", "Choose"), *Role.choices],
        label="What may it do?",
        help_text="As much as a person with this role. Take the least that does.",
    )
