"""Who may come in from the organisation's own login: allauth asks here, once somebody has signed in over there."""

from __future__ import annotations

import logging
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.conf import settings
from django.db import IntegrityError
from django.http import HttpRequest

from wellserved.accounts.single_sign_on import SESSION_KEY, SignOnProvider, configured_app, the_provider
from wellserved.accounts.views.single_sign_on import not_let_in
from wellserved.people.actions.coming import NotLetInError, let_in

log = logging.getLogger(__name__)


class WhoMayComeIn(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """One provider, from the settings; accounts are matched by what it checked, and made only where that is allowed."""

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> SignOnProvider:  # noqa: ARG002
        return SignOnProvider(request, app=configured_app())

    def list_apps(self, *_: Any, **__: Any) -> list[SocialApp]:
        return [configured_app()] if settings.SINGLE_SIGN_ON else []

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.is_existing:
            return
        try:
            account = let_in(issuer=the_provider().issuer, known_as=sociallogin.account.uid, claims=sociallogin.claims)
        except NotLetInError as refused:
            request.session.pop(SESSION_KEY, None)
            raise ImmediateHttpResponse(not_let_in(request, refused.why, refused.address)) from None
        except IntegrityError:  # in two windows at once: the other one was first
            raise ImmediateHttpResponse(not_let_in(request, "begin_again")) from None
        sociallogin.user = account
        sociallogin.account.user = account

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,  # noqa: ARG002
        error: str | None = None,  # noqa: ARG002
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        begun_here = exception is not None or (extra_context or {}).get("state")
        if begun_here:
            log.warning("single sign-on failed", extra={"why": type(exception).__name__ if exception else "refused"})
        raise ImmediateHttpResponse(not_let_in(request, "trouble" if begun_here else "begin_again"))
