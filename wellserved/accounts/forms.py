"""The forms of signing in, in our words and without placeholders, and the form of an API token."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from django import forms

from wellserved.accounts.models import Account, Role

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


class PasskeyForm(forms.Form):
    """What allauth's form does, but for the choice of a mere second step: a passkey opens the door by itself."""

    name = forms.CharField(
        required=False, max_length=60, label="What do you call it?", help_text="Such as “my phone” or “blue key”."
    )
    credential = forms.JSONField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split()) or "A passkey"

    def clean_credential(self) -> dict[str, Any]:
        credential: dict[str, Any] = self.cleaned_data["credential"]
        try:
            webauthn.parse_registration_response(credential)
            webauthn.complete_registration(credential)
        except (forms.ValidationError, ValueError, KeyError, AttributeError):
            raise forms.ValidationError("This passkey could not be read. Nothing was kept; please try again.") from None
        return credential


class TokenForm(forms.Form):
    name = forms.CharField(
        max_length=80, label="What is it for?", help_text="To know it by later, such as “help desk, nightly import”."
    )
    role = forms.ChoiceField(
        choices=[("", "Choose"), *Role.choices],
        label="What may it do?",
        help_text="As much as a person with this role. Take the least that does.",
    )
