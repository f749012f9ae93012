"""Passkeys: adding one, removing one, and opening the door with one."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.transaction import atomic
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.generic.edit import FormView

from wellserved.accounts.passkeys import passkeys_work

NOTHING_OPENED = "That passkey opens nothing here. You can sign in another way, and add a passkey afterwards."


class NewPasskey(webauthn.AddWebAuthnView):  # type: ignore[misc]
    """A key that opens the door by itself: the device asks for a finger, a face or its PIN."""

    template_name = "accounts/passkey_new.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not passkeys_work():
            raise Http404
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = FormView.get_context_data(self, **kwargs)
        context["js_data"] = auth.begin_registration(self.request.user, passwordless=True)
        return context


class SignInByPasskey(webauthn.LoginWebAuthnView):  # type: ignore[misc]
    def form_invalid(self, form: Any) -> HttpResponse:  # noqa: ARG002
        messages.error(self.request, NOTHING_OPENED)
        return redirect("sign_in")


class OnceMoreByPasskey(webauthn.ReauthenticateWebAuthnView):  # type: ignore[misc]
    template_name = "accounts/once_more_passkey.html"

    def form_invalid(self, form: Any) -> HttpResponse:  # noqa: ARG002
        messages.error(self.request, "That passkey is none of yours.")
        return redirect("your_account")


class Removal(webauthn.RemoveWebAuthnView):  # type: ignore[misc]
    template_name = "accounts/passkey_off.html"
    success_url = "/account/"


new = never_cache(atomic(NewPasskey.as_view()))
sign_in = login_not_required(never_cache(SignInByPasskey.as_view()))
once_more = never_cache(OnceMoreByPasskey.as_view())
removal = never_cache(atomic(Removal.as_view()))
