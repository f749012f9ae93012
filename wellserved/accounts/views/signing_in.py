"""Signing in and out, passwords and the second factor: allauth's views in our frame."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

DOORS = ["demo/doors.html", "accounts/no_doors.html"]  # the demo room offers one-click sign-in, where it is there

sign_in = account.LoginView.as_view(template_name="accounts/sign_in.html", extra_context={"doors": DOORS})
set_password = account.PasswordSetView.as_view(template_name="accounts/change_password.html", success_url="/account/")
sign_out = require_POST(account.LogoutView.as_view())
closed = account.AccountInactiveView.as_view(template_name="accounts/closed.html")
forgotten = account.PasswordResetView.as_view(template_name="accounts/forgotten.html")
forgotten_sent = account.PasswordResetDoneView.as_view(template_name="accounts/forgotten_sent.html")
new_password = account.PasswordResetFromKeyView.as_view(template_name="accounts/new_password.html")
change_password = account.PasswordChangeView.as_view(
    template_name="accounts/change_password.html", success_url="/account/"
)
password_again = account.ReauthenticateView.as_view(template_name="accounts/once_more.html")
code = mfa.AuthenticateView.as_view(template_name="accounts/code.html")
code_again = mfa.ReauthenticateView.as_view(template_name="accounts/once_more.html")
two_factor_on = totp.ActivateTOTPView.as_view(template_name="accounts/two_factor_on.html")
two_factor_off = totp.DeactivateTOTPView.as_view(template_name="accounts/two_factor_off.html")
spare_codes = codes.ViewRecoveryCodesView.as_view(template_name="accounts/spare_codes.html")
new_spare_codes = codes.GenerateRecoveryCodesView.as_view(template_name="accounts/new_spare_codes.html")


def your_account(request: HttpRequest) -> HttpResponse:
    context: dict[str, Any] = {"two_factor": is_mfa_enabled(request.user)}
    return render(request, "accounts/your_account.html", context)
