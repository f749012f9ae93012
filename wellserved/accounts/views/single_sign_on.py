"""Signing in at the organisation's own login: there, back, and what to say if it comes to nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from requests import RequestException

from wellserved.accounts.single_sign_on import SESSION_KEY, Conversation, SignOnProvider, configured_app, the_provider

log = logging.getLogger(__name__)
Step = Callable[[HttpRequest], HttpResponse]
STATUS = {"turned_back": 200, "trouble": 502, "begin_again": 400}


def _in_conversation(step: Step) -> Step:
    """Only where a provider is set; whatever it says that nobody expected is told in plain words."""

    @login_not_required
    @never_cache
    @require_GET
    @wraps(step)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not settings.SINGLE_SIGN_ON:
            raise Http404
        if request.user.is_authenticated:
            return redirect("/")
        try:
            return step(request)
        except (RequestException, OAuth2Error, KeyError, ValueError, TypeError) as error:
            log.warning("single sign-on failed", extra={"why": type(error).__name__})
            return not_let_in(request, "trouble")

    return guarded


@_in_conversation
def begin(request: HttpRequest) -> HttpResponse:
    """On to the provider. A link, not a form: the browser would follow no form to another site."""
    provider = SignOnProvider(request, app=configured_app())
    there: HttpResponse = provider.redirect(request, process="login", next_url=get_next_redirect_url(request))
    return there


@_in_conversation
def back(request: HttpRequest) -> HttpResponse:
    if request.GET.get("error") == Conversation.login_cancelled_error:
        return not_let_in(request, "turned_back")
    view = OAuth2CallbackView.adapter_view(Conversation(request, the_provider().issuer))
    came: HttpResponse = view(request)
    return came


def not_let_in(request: HttpRequest, why: str, address: str = "") -> HttpResponse:
    """Why nobody was signed in, and what to do now."""
    said = {"why": why, "address": address, "provider": the_provider().name}
    return render(request, "accounts/not_let_in.html", said, status=STATUS.get(why, 403))


def way_out(request: HttpRequest) -> str:
    """Where the provider ends its own sign-in, if somebody came by it and it has such a place."""
    came = request.session.get(SESSION_KEY) or {}
    if not settings.SINGLE_SIGN_ON or not str(came.get("end", "")).startswith(("https://", "http://")):
        return ""
    asked = {
        "id_token_hint": came["id_token"],
        "client_id": settings.SINGLE_SIGN_ON.client_id,
        "post_logout_redirect_uri": settings.BASE_URL + reverse("sign_in"),
    }
    end = str(came["end"])
    return f"{end}{'&' if '?' in end else '?'}{urlencode(asked)}"
