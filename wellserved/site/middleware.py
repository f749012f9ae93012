"""What stands between the server and the pages, and is ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from wellserved.site.views.problems import answer

GetResponse = Callable[[HttpRequest], HttpResponse]


class TrustedProxies:
    """Believe X-Forwarded-For and X-Forwarded-Proto only from the proxies that the operator named."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        meta = request.META
        trusted = meta.get("REMOTE_ADDR") in settings.TRUSTED_PROXIES
        forwarded = meta.pop("HTTP_X_FORWARDED_FOR", None)
        proto = meta.pop("HTTP_X_FORWARDED_PROTO", None)
        request.environ["wellserved.forwarded"] = bool(forwarded)  # type: ignore[attr-defined]
        if trusted and forwarded:
            meta["REMOTE_ADDR"] = forwarded.split(",")[-1].strip()
        if trusted and proto == "https":
            meta["wsgi.url_scheme"] = "https"
            request.environ["wsgi.url_scheme"] = "https"  # type: ignore[attr-defined]
        return self.get_response(request)


class NoNulls:
    """A null byte in a query means nothing to anybody, and PostgreSQL keeps none: it is refused at the door."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        return answer(request, 400) if query and "%00" in query else self.get_response(request)


class PlainWords:
    """A method that an address does not take is answered with an empty page by Django; here it says what to do."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        got = self.get_response(request)
        if got.status_code != 405 or got.streaming or got.content:
            return got
        said = answer(request, 405)
        said["Allow"] = got["Allow"]
        return said


class SignInRequired(LoginRequiredMiddleware):
    """Everything wants a signed-in member, except what says otherwise and the API, which has keys of its own."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if request.path_info.startswith("/api/"):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)
