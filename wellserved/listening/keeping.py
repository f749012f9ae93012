"""What a device keeps of calls, so that they work without the line: whose it is, and that it goes when they do.

The page of a call leaves a cookie that says whose notes may lie on this device, without naming anybody. When that
person signs out, or another one is signed in, the browser is told to forget what it keeps.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

COOKIE = "calls_kept"
FOR = 90 * 86_400
FORGET = '"storage"'  # caches, databases and the worker; not the cookies, for they say who is signed in


def whose(request: HttpRequest) -> str:
    """The same for one account always, and telling nothing about it."""
    said = f"calls kept for {request.user.pk}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()[:24]


def note_keeping(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """From now on this device keeps something of this person's."""
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(COOKIE, whose(request), max_age=FOR, httponly=True, samesite="Lax", secure=secure)
    return response


def scripts_where_calls_are_kept(request: HttpRequest) -> list[str]:
    """What every page loads on a device that keeps something of theirs; a call's own page does more than that."""
    match, kept = request.resolver_match, request.COOKIES.get(COOKIE, "")
    here = match is not None and match.url_name == "call"
    theirs = bool(kept) and hmac.compare_digest(kept.encode(), whose(request).encode())
    return ["listening/call/bring.js"] if theirs and not here else []


class ForgetCalls:
    """Middleware: clears the device at sign-out, and before somebody else sees a page on it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        kept = request.COOKIES.get(COOKIE)
        response = self.get_response(request)
        if kept and self._must_go(request, response, kept):
            response["Clear-Site-Data"] = FORGET
            if COOKIE not in response.cookies:
                response.delete_cookie(COOKIE, samesite="Lax")
        return response

    def _must_go(self, request: HttpRequest, response: HttpResponse, kept: str) -> bool:
        if request.method == "POST" and request.path == reverse("sign_out"):
            return response.status_code == 302
        return request.user.is_authenticated and not hmac.compare_digest(kept.encode(), whose(request).encode())
