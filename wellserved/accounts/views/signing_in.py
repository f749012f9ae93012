"""Signing in and out, passwords and the second factor: allauth's views in our frame."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.transaction import atomic
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from wellserved.accounts.passkeys import passkeys_work
from wellserved.accounts.single_sign_on import the_provider
from wellserved.accounts.views.single_sign_on import way_out

DOORS = ["demo/doors.html", "accounts/no_doors.html"]  # the demo room offers one-click sign-in, where it is there


class SignIn(account.LoginView):  # type: ignore[misc]
    template_name = "accounts/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more = {"doors": DOORS, "provider": settings.SINGLE_SIGN_ON, "passkeys_work": passkeys_work()}
        return {**super().get_context_data(**kwargs), **more}


sign_in = SignIn.as_view()
set_password = account.PasswordSetView.as_view(template_name="accounts/change_password.html", success_url="/account/")
_out = account.LogoutView.as_view()
closed = account.AccountInactiveView.as_view(template_name="accounts/closed.html")
forgotten = account.PasswordResetView.as_view(template_name="accounts/forgotten.html")
forgotten_sent = account.PasswordResetDoneView.as_view(template_name="accounts/forgotten_sent.html")
new_password = account.PasswordResetFromKeyView.as_view(template_name="accounts/new_password.html")
change_password = account.PasswordChangeView.as_view(
    template_name="accounts/change_password.html", success_url="/account/"
)
password_again = account.ReauthenticateView.as_view(template_name="accounts/once_more.html")


class SecondStep(mfa.AuthenticateView):  # type: ignore[misc]
    """A code from the phone, a spare code, or a passkey: whichever they have."""

    template_name = "accounts/code.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.stage.login.user
        has = {
            "has_passkeys": is_mfa_enabled(user, [Authenticator.Type.WEBAUTHN]),
            "has_phone": is_mfa_enabled(user, [Authenticator.Type.TOTP]),
        }
        return {**super().get_context_data(**kwargs), **has}


code = SecondStep.as_view()
code_again = mfa.ReauthenticateView.as_view(template_name="accounts/once_more.html")
two_factor_on = atomic(totp.ActivateTOTPView.as_view(template_name="accounts/two_factor_on.html"))
two_factor_off = atomic(totp.DeactivateTOTPView.as_view(template_name="accounts/two_factor_off.html"))
spare_codes = codes.ViewRecoveryCodesView.as_view(template_name="accounts/spare_codes.html")
new_spare_codes = atomic(codes.GenerateRecoveryCodesView.as_view(template_name="accounts/new_spare_codes.html"))


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out here. Whoever came by another login is shown the way out there as well, rather than sent."""
    there = way_out(request)
    response: HttpResponse = _out(request)
    if not there:
        return response
    return render(request, "accounts/signed_out.html", {"there": there, "provider": the_provider().name})


def your_account(request: HttpRequest) -> HttpResponse:
    account_id = request.user.pk
    context: dict[str, Any] = {
        "two_factor": is_mfa_enabled(request.user, [Authenticator.Type.TOTP]),
        "passkeys": Authenticator.objects.filter(user=account_id, type=Authenticator.Type.WEBAUTHN).order_by("pk"),
        "passkeys_work": passkeys_work(),
        "here": settings.BASE_URL,
        "provider": settings.SINGLE_SIGN_ON,
        "linked": SocialAccount.objects.filter(user=account_id).exists() if settings.SINGLE_SIGN_ON else False,
    }
    return render(request, "accounts/your_account.html", context)
