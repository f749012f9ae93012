"""Signing in at the organisation's OpenID provider: allauth speaks the protocol, with what the standard also asks for.

Nothing the provider tells about a person is kept but the number it knows them by; names and addresses pass by.
"""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse

from wellserved.accounts.shapes import Provider

SESSION_KEY = "single_sign_on"
SESSION_LASTS = 12 * 3600  # whom the provider no longer knows is out by the evening
ADDRESSES_LAST = 600


def the_provider() -> Provider:
    """The one that is set: for code that runs only where there is one."""
    chosen: Provider | None = settings.SINGLE_SIGN_ON
    if chosen is None:
        raise RuntimeError("No provider is set")
    return chosen


class Conversation(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """One sign-in, from the redirect to the claims."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """The provider's addresses, from its discovery document; what names another issuer is not believed."""
        issuer = the_provider().issuer
        key = f"single_sign_on:{issuer}"
        found: dict[str, Any] | None = cache.get(key)
        if found is None:
            found = super().openid_config
            if not isinstance(found, dict) or str(found.get("issuer")).rstrip("/") != issuer.rstrip("/"):
                raise OAuth2Error("The provider calls itself by another name than WELLSERVED_OIDC_ISSUER")
            cache.set(key, found, ADDRESSES_LAST)
        return found

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:  # noqa: ARG002
        return f"{settings.BASE_URL}{reverse('single_sign_on_back')}"

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any) -> SocialLogin:
        """Who came, by claims that belong together; their claims stand on the login until this request ends."""
        id_token = kwargs["response"].get("id_token")
        if not id_token:
            raise OAuth2Error("The provider sent no ID token")
        login = super().complete_login(request, app, token, **kwargs)
        said = login.account.extra_data
        if said["id_token"]["sub"] != said["userinfo"].get("sub"):
            raise OAuth2Error("The ID token and the user info are about two people")
        login.claims = {**said["id_token"], **said["userinfo"]}
        login.account.extra_data = {}
        end = self.openid_config.get("end_session_endpoint", "")
        request.session[SESSION_KEY] = {"id_token": id_token, "end": end}
        return login


class SignOnProvider(OpenIDConnectProvider):  # type: ignore[misc]
    oauth2_adapter_class = Conversation

    def get_callback_url(self) -> str:
        return reverse("single_sign_on_back")


def configured_app() -> SocialApp:
    """The operator's settings as allauth wants them. What a provider knows somebody by counts for this issuer only."""
    chosen = the_provider()
    return SocialApp(
        provider="openid_connect",
        provider_id=chosen.issuer,
        name=chosen.name,
        client_id=chosen.client_id,
        secret=chosen.secret,
        settings={"server_url": chosen.issuer.rstrip("/"), "fetch_userinfo": True},
    )
