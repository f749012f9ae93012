"""What a mail provider's webhook brings: letters that came in, and what became of ours. Checked and read by anymail."""

from __future__ import annotations

import logging
from functools import cache
from typing import Any

from anymail.exceptions import AnymailConfigurationError, AnymailError, AnymailWebhookValidationFailure
from anymail.utils import get_request_basic_auth
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ImproperlyConfigured, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt

log = logging.getLogger("wellserved.mail")
MOST_BYTES = 40_000_000  # a letter of 25 MB, written as base64 within JSON
MOST_BYTES_TOLD = 2_000_000  # of what became of letters
NONSENSE = (
    AnymailError, AssertionError, AttributeError, LookupError, OverflowError, RecursionError, TypeError, ValueError
)  # fmt: skip


@csrf_exempt
@login_not_required
def mail_webhook(request: HttpRequest, provider: str) -> HttpResponseBase:
    """Letters that came in."""
    return _heard(request, provider, "inbound", MOST_BYTES)


@csrf_exempt
@login_not_required
def mail_webhook_events(request: HttpRequest, provider: str) -> HttpResponseBase:
    """What became of letters of ours: refused, returned, called spam."""
    return _heard(request, provider, "tracking", MOST_BYTES_TOLD)


def _heard(request: HttpRequest, provider: str, what: str, most: int) -> HttpResponseBase:
    """There is no such address until its secret is set. Nothing is read before the secret is seen."""
    view_class = _providers(what).get(provider) if settings.MAIL_IN_SECRET else None
    if view_class is None:
        raise Http404
    if request.method != "POST":
        return HttpResponse(status=200 if request.method == "HEAD" else 405, headers={"Allow": "HEAD, POST"})
    try:
        view = view_class()
        if not request.headers.get("Authorization"):  # some providers ask first, and give the secret then
            return _refused(401)
        if not _knows_the_secret(request):
            return _refused(403)
        if not _read(request, most):
            return _too_large()
        events = _events(view, request)
    except RequestDataTooBig:
        return _too_large()
    except (AnymailWebhookValidationFailure, SuspiciousOperation):
        return _refused(403)
    except (
        AnymailConfigurationError,
        ImproperlyConfigured,
    ) as error:  # a key or a library is missing
        log.warning("the webhook of %s is not set up: %s", provider, type(error).__name__)
        return _refused(403)
    if events is None:
        return HttpResponse("This could not be read. Nothing was kept.", status=400, content_type="text/plain")
    for event in events:
        view.signal.send(sender=view_class, event=event, esp_name=view.esp_name)
    return HttpResponse()


def _knows_the_secret(request: HttpRequest) -> bool:
    """Whether it comes by the address that we gave to the provider. What providers sign is looked at besides."""
    secrets = (settings.ANYMAIL or {}).get("WEBHOOK_SECRET") or settings.MAIL_IN_SECRET
    given = get_request_basic_auth(request) or ""
    return any(constant_time_compare(given, one) for one in ([secrets] if isinstance(secrets, str) else secrets) if one)


def _events(view: Any, request: HttpRequest) -> list[Any] | None:
    """What it tells, once its signature was looked at; None if it is none of what this provider sends."""
    try:
        view.run_validators(request)
        return list(view.parse_events(request))
    except (SuspiciousOperation, ImproperlyConfigured, AnymailConfigurationError):
        raise
    except NONSENSE as error:
        log.warning("what %s sent could not be read: %s", view.esp_name, type(error).__name__)
        return None


def _read(request: HttpRequest, most: int) -> bool:
    """Letters are larger than forms may be, so what is no form is read here. False: it is too large."""
    if request.content_type == "multipart/form-data":
        return True
    body = request.read(most + 1)
    request._body = body  # type: ignore[attr-defined]
    return len(body) <= most


def _too_large() -> HttpResponse:
    return HttpResponse("This is too large.", status=413, content_type="text/plain")


def _refused(status: int) -> HttpResponse:
    headers = {"WWW-Authenticate": 'Basic realm="Wellserved"'} if status == 401 else {}
    return HttpResponse("Not signed in.", status=status, content_type="text/plain", headers=headers)


@cache
def _providers(what: str) -> dict[str, Any]:
    """What anymail knows, looked up when the first letter comes: it brings all providers' code along."""
    from anymail.urls import urlpatterns

    named = {str(pattern.name): pattern.callback.view_class for pattern in urlpatterns}  # type: ignore[union-attr]
    ending = f"_{what}_webhook"
    found = {name.removesuffix(ending): view for name, view in named.items() if name.endswith(ending)}
    return {"mandrill": named["mandrill_webhook"], **found}
